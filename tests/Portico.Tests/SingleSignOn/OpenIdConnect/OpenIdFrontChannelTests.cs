using System.Net;
using System.Text.Json;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>Applications are told through the browser that its session ends: in frames of the page that ends it.</summary>
public sealed class OpenIdFrontChannelTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    private const string Frame = "<iframe src=\"";

    [Fact]
    public async Task A_client_that_signs_out_lets_the_others_know_and_goes_where_it_said()
    {
        var asking = await AddClientAsync();
        var other = await AddClientAsync("/bye?app=1");
        var brief = await AddClientAsync("/brief", namesSession: false);
        var silent = await fixture.AddClientAsync();
        var strange = await AddClientAsync();
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);
        var told = new List<(string Sid, string Hint)>();
        foreach (var client in new[] { other, brief, silent, asking })
        {
            await client.AssignAsync(eve);
            fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            var hint = (await client.TokensAsync(browser)).GetProperty("id_token").GetString()!;
            told.Add(((await client.VerifyAsync(hint)).GetClaim("sid").Value, hint));
        }

        var address = $"{asking.Issuer}/logout?id_token_hint={told[3].Hint}&state=s&post_logout_redirect_uri={asking.AfterLogout}";
        using var answer = await browser.GetAsync(address);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var issuer = Uri.EscapeDataString(asking.Issuer);
        Assert.Equal(
            [
                $"{OriginOf(asking)}/logout?iss={issuer}&sid={told[3].Sid}",
                $"{OriginOf(brief)}/brief",
                $"{OriginOf(other)}/bye?app=1&iss={issuer}&sid={told[0].Sid}",
            ],
            FramesIn(page)
        );
        Assert.Equal($"{asking.AfterLogout}?state=s", NextIn(page));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(
            [OriginOf(asking), OriginOf(brief), OriginOf(other)],
            policy.Split("frame-src ", 2, StringSplitOptions.None)[1].Split(';')[0].Split(' ')
        );
        Assert.DoesNotContain(OriginOf(strange), page + policy, StringComparison.Ordinal);
        // The session is over, and nobody is told twice.
        using var again = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        using var home = await browser.GetAsync($"/o/{fixture.Acme}/home");
        Assert.Equal(HttpStatusCode.Found, home.StatusCode);
    }

    [Fact]
    public async Task Signing_out_of_the_portal_lets_them_know_too()
    {
        var client = await AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        await client.CodeAsync(browser);

        var home = await browser.GetStringAsync($"/o/{fixture.Acme}/home");
        const string field = "name=\"__RequestVerificationToken\" value=\"";
        var token = home[(home.IndexOf(field, StringComparison.Ordinal) + field.Length)..].Split('"')[0];
        using var forged = await browser.PostAsync($"/o/{fixture.Acme}/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var signedOut = await browser.PostAsync($"/o/{fixture.Acme}/sign-out", form);
        var page = await signedOut.Content.ReadAsStringAsync();

        Assert.StartsWith($"{OriginOf(client)}/logout?iss=", Assert.Single(FramesIn(page)), StringComparison.Ordinal);
        Assert.Equal($"/o/{fixture.Acme}", NextIn(page));
    }

    [Fact]
    public async Task No_other_page_shows_frames()
    {
        using var browser = fixture.Server.Browser();

        using var answer = await browser.GetAsync($"/o/{fixture.Acme}");

        Assert.DoesNotContain("frame-src", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://{0}.example/logout")]
    [InlineData("https://{0}.example:8443/logout")]
    [InlineData("https://evil.example/logout")]
    [InlineData("https://{0}.example.evil.example/logout")]
    [InlineData("https://user@{0}.example/logout")]
    [InlineData("https://{0}.example/logout#top")]
    [InlineData("javascript:alert(1)")]
    [InlineData("com.example.app:/logout")]
    [InlineData("https://{0}.example/logout;frame-src'*'")]
    public async Task It_must_be_at_the_scheme_host_and_port_of_a_redirect_uri(string uri)
    {
        var client = await fixture.AddClientAsync();

        var problems = await ProblemsAsync(client, string.Format(null, uri, client.Name));

        Assert.Contains(nameof(UpdateOpenIdSettings.Request.FrontChannelLogoutUri), problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_on_this_machine_may_be_told_without_tls()
    {
        var client = await fixture.AddClientAsync(s => s.RedirectUris = ["http://localhost:8080/callback"]);

        Assert.Equal("", await ProblemsAsync(client, "http://localhost:8080/logout"));
        Assert.NotEqual("", await ProblemsAsync(client, "http://localhost:8081/logout"));
    }

    [Fact]
    public async Task The_discovery_document_says_so()
    {
        var client = await fixture.AddClientAsync();
        using var browser = fixture.Server.Browser();

        var document = JsonDocument.Parse(await browser.GetStringAsync($"{client.Issuer}/.well-known/openid-configuration")).RootElement;

        Assert.True(document.GetProperty("frontchannel_logout_supported").GetBoolean());
        Assert.True(document.GetProperty("frontchannel_logout_session_supported").GetBoolean());
        Assert.Contains("consent", document.GetProperty("prompt_values_supported").EnumerateArray().Select(p => p.GetString()));
    }

    private Task<TestClient> AddClientAsync(string path = "/logout", bool namesSession = true) =>
        fixture.AddClientAsync(s =>
        {
            s.FrontChannelLogoutUri = new Uri(s.RedirectUris[0]).GetLeftPart(UriPartial.Authority) + path;
            s.FrontChannelLogoutNamesSession = namesSession;
        });

    /// <summary>The fields that stand in the way; empty when it was kept.</summary>
    private async Task<string> ProblemsAsync(TestClient client, string uri)
    {
        var now = (await fixture.Portal.Anna.Does<GetOpenIdSettings>().RunAsync(fixture.Acme, new() { Id = client.Id })).Require();
        var request = UpdateOpenIdSettings.Request.Of(client.Id, now) with { FrontChannelLogoutUri = uri };
        var outcome = await fixture.Portal.Anna.Does<UpdateOpenIdSettings>().RunAsync(fixture.Acme, request);
        return string.Join(' ', outcome.Problems);
    }

    private static string OriginOf(TestClient client) => $"https://{client.Name}.example";

    private static List<string> FramesIn(string page) =>
        [.. page.Split(Frame, StringSplitOptions.None).Skip(1).Select(f => WebUtility.HtmlDecode(f.Split('"', 2)[0]))];

    private static string NextIn(string page)
    {
        var before = page.Split("\" data-next", 2, StringSplitOptions.None)[0];
        return WebUtility.HtmlDecode(before.Split("href=\"", StringSplitOptions.None)[^1]);
    }
}
