using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>A client may want the user asked (prompt=consent); nobody but that user, on that page, can answer.</summary>
public sealed class OpenIdConsentTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    private const string Answer = "portico_confirmation";
    private static readonly (string, string?) Consent = ("prompt", "consent");

    [Fact]
    public async Task The_user_is_told_who_asks_for_what_and_allows_it()
    {
        var client = await fixture.AddClientAsync(s =>
        {
            s.Scopes = ["things.read"];
            s.Claims =
            [
                new()
                {
                    Name = "tenant",
                    Source = SamlValueSource.Constant,
                    Value = "acme",
                },
            ];
        });
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        var page = await browser.GetStringAsync(
            client.Authorize("openid profile email groups offline_access things.read", changes: Consent)
        );
        string[] said =
        [
            $"Let {client.Name} sign you in?",
            "Acme",
            eve.Username,
            "Your name and your username",
            "Your e-mail address",
            "The groups that you are in",
            "Go on working for you while you are away",
            "things.read",
            "tenant",
        ];
        Assert.All(said, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain("phone", page, StringComparison.Ordinal);
        Assert.Empty(await fixture.LogOfAsync(client.Id));

        var answer = await PressAsync(client, browser, page, "Allow");
        Assert.Equal("st&te", answer["state"]);
        Assert.Equal(200, (await client.ExchangeAsync(answer["code"])).Status);
        var signedIn = Assert.Single(await fixture.LogOfAsync(client.Id));
        Assert.Equal("application-signed-in", signedIn.Type);
        Assert.Contains(signedIn.Changes, c => c is { Field: "Consent", New: "Given by the user" });
    }

    [Fact]
    public async Task Who_denies_it_is_not_signed_in_and_it_is_an_event()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        var answer = await PressAsync(client, browser, await browser.GetStringAsync(client.Authorize(changes: Consent)), "Deny");

        Assert.Equal(("access_denied", "st&te"), (answer["error"], answer["state"]));
        Assert.False(answer.ContainsKey("code"));
        var refused = Assert.Single(await fixture.LogOfAsync(client.Id));
        Assert.Equal(("application-sign-in-refused", eve.Id), (refused.Type, refused.ActorId));
        Assert.Contains("did not consent", refused.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_only_when_the_client_wants_it_and_each_time()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        Assert.True((await client.AnswerAsync(browser, client.Authorize())).ContainsKey("code"));
        await PressAsync(client, browser, await browser.GetStringAsync(client.Authorize(changes: Consent)), "Allow");
        var next = await browser.GetStringAsync(client.Authorize(changes: [Consent, ("nonce", "another")]));
        Assert.Contains("sign you in?", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_counts_for_its_session_its_request_and_a_while()
    {
        var client = await fixture.AddClientAsync();
        var (eve, nora) = (await fixture.AddUserAsync(client), await fixture.AddUserAsync(client));
        using var browser = fixture.Server.BrowserOf(eve);
        using var other = fixture.Server.BrowserOf(nora);
        var asked = await browser.GetStringAsync(client.Authorize("openid", changes: Consent));
        var allowed = AnswerOf(asked, "Allow");

        // Without an answer, with somebody else's, with one to another request, and with one that was made up.
        Assert.True(await IsAskedAsync(browser, client.Authorize("openid", changes: Consent)));
        Assert.True(await IsAskedAsync(other, client.Authorize("openid", changes: [Consent, (Answer, allowed)])));
        Assert.True(await IsAskedAsync(browser, client.Authorize("openid email", changes: [Consent, (Answer, allowed)])));
        Assert.True(await IsAskedAsync(browser, client.Authorize("openid", changes: [Consent, (Answer, allowed), ("state", "other")])));
        Assert.True(await IsAskedAsync(browser, client.Authorize("openid", changes: [Consent, (Answer, "yes")])));
        // What says yes to signing out says nothing here.
        var signOut = await browser.GetStringAsync($"{client.Issuer}/logout");
        var confirmed = signOut.Split($"{Answer}=", 2, StringSplitOptions.None)[1].Split('"', 2)[0];
        Assert.True(
            await IsAskedAsync(browser, client.Authorize("openid", changes: [Consent, (Answer, Uri.UnescapeDataString(confirmed))]))
        );
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True(await IsAskedAsync(browser, client.Authorize("openid", changes: [Consent, (Answer, allowed)])));
        Assert.Empty(await fixture.LogOfAsync(client.Id));
        var late = await browser.GetStringAsync(client.Authorize("openid", changes: Consent));
        Assert.True((await PressAsync(client, browser, late, "Allow")).ContainsKey("code"));
    }

    [Fact]
    public async Task Another_site_cannot_post_the_answer()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var fields = FieldsOf(await browser.GetStringAsync(client.Authorize(changes: Consent)));

        // All of the form but what only the page holds.
        using var form = new FormUrlEncodedContent(fields);
        using var posted = await browser.PostAsync($"{client.Issuer}/authorize", form);

        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.True(await IsAskedAsync(browser, new Uri(fixture.Server.Address, posted.Headers.Location!.OriginalString).AbsoluteUri));
    }

    [Theory]
    [InlineData("none consent")]
    [InlineData("consent none")]
    public async Task Silence_and_a_question_do_not_go_together(string prompt)
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        Assert.Equal("invalid_request", (await client.AnswerAsync(browser, client.Authorize(changes: ("prompt", prompt))))["error"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_sign_in_comes_first_and_is_asked_for_once(bool isPushed)
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client, hasPassword: true);
        using var browser = fixture.Server.BrowserOf(eve);
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var address = client.Authorize(changes: ("prompt", "login consent"));
        if (isPushed)
        {
            var form = TestClient.Read(address).ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
            var pushed = (await client.AskAsync("par", form)).Json.GetProperty("request_uri").GetString()!;
            address = QueryHelpers.AddQueryString($"{client.Issuer}/authorize", "client_id", client.Id.ToString());
            address = QueryHelpers.AddQueryString(address, "request_uri", pushed);
        }

        using var asked = await browser.GetAsync(address);
        var door = asked.Headers.Location!.OriginalString;
        Assert.Contains("again=yes", door, StringComparison.Ordinal);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(20));
        using var signedIn = await browser.SubmitAsync(
            door,
            "sign-in",
            ("SignIn.Login", eve.Username),
            ("SignIn.Password", PortalUsers.Password)
        );
        var page = await browser.GetStringAsync(signedIn.Headers.Location!.OriginalString);
        Assert.Contains("sign you in?", page, StringComparison.Ordinal);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True((await PressAsync(client, browser, page, "Allow")).ContainsKey("code"));
    }

    [Fact]
    public async Task Who_may_not_use_the_application_is_not_asked()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);

        using var refused = await browser.GetAsync(client.Authorize(changes: Consent));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task<bool> IsAskedAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return answer.StatusCode is HttpStatusCode.OK
            && (await answer.Content.ReadAsStringAsync()).Contains("sign you in?", StringComparison.Ordinal);
    }

    /// <summary>Presses a button of the page, as a browser does, and goes on to the client.</summary>
    private async Task<IReadOnlyDictionary<string, string>> PressAsync(TestClient client, HttpClient browser, string page, string button)
    {
        using var form = new FormUrlEncodedContent([.. FieldsOf(page), KeyValuePair.Create(Answer, AnswerOf(page, button))]);
        using var posted = await browser.PostAsync($"{client.Issuer}/authorize", form);
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        return await client.AnswerAsync(browser, new Uri(fixture.Server.Address, posted.Headers.Location!.OriginalString).AbsoluteUri);
    }

    private static List<KeyValuePair<string, string>> FieldsOf(string page) =>
        [
            .. page.Split("<input type=\"hidden\" name=\"", StringSplitOptions.None)
                .Skip(1)
                .Select(f => f.Split('"'))
                .Select(f => KeyValuePair.Create(WebUtility.HtmlDecode(f[0]), WebUtility.HtmlDecode(f[2]))),
        ];

    private static string AnswerOf(string page, string button)
    {
        var before = page.Split($">{button}</button>", 2, StringSplitOptions.None)[0];
        return WebUtility.HtmlDecode(before.Split("value=\"", StringSplitOptions.None)[^1].TrimEnd('"'));
    }
}
