using System.Net;
using System.Text.Json;
using Portico.Applications;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>Signing in by OpenID Connect through the endpoints, as a browser and a client do that only know the standard.</summary>
public sealed class OpenIdCodeTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    private static readonly string[] Refusals = ["invalid_request", "unsupported_response_type", "unauthorized_client", "invalid_scope"];

    [Fact]
    public async Task A_request_leads_over_the_sign_in_page_to_tokens()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client, hasPassword: true);
        using var browser = fixture.Server.Browser();

        using var asked = await browser.GetAsync(client.Authorize());
        var door = asked.Headers.Location!.OriginalString;
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", door, StringComparison.Ordinal);
        using var signedIn = await browser.SubmitAsync(
            door,
            "sign-in",
            ("SignIn.Login", eve.Username),
            ("SignIn.Password", PortalUsers.Password)
        );
        var answer = await client.AnswerAsync(
            browser,
            new Uri(fixture.Server.Address, signedIn.Headers.Location!.OriginalString).AbsoluteUri
        );
        Assert.Equal(("st&te", client.Issuer, "acme"), (answer["state"], answer["iss"], answer["from"]));

        var (status, tokens) = await client.ExchangeAsync(answer["code"]);
        Assert.True(status is 200, tokens.ToString());
        Assert.Equal("Bearer", tokens.GetProperty("token_type").GetString());
        Assert.False(tokens.TryGetProperty("refresh_token", out _));
        var identity = await client.VerifyAsync(tokens.GetProperty("id_token").GetString()!);
        Assert.Equal(
            (eve.Id.ToString(), "n-0S6", eve.Email, "RS256"),
            (identity.Subject, identity.GetClaim("nonce").Value, identity.GetClaim("email").Value, identity.Alg)
        );
        Assert.Equal(
            "pwd",
            JsonDocument.Parse(identity.EncodedPayload is { } p ? Base64Text(p) : "").RootElement.GetProperty("amr")[0].GetString()
        );
        var access = await client.VerifyAsync(tokens.GetProperty("access_token").GetString()!);
        Assert.Equal(("at+jwt", eve.Id.ToString()), (access.Typ, access.Subject));
        Assert.DoesNotContain(access.Claims, c => c.Type is "email");

        var (_, info) = await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!);
        Assert.Equal(
            (eve.Id.ToString(), eve.Email, true),
            (info.GetProperty("sub").GetString(), info.GetProperty("email").GetString(), info.GetProperty("email_verified").GetBoolean())
        );
        Assert.Equal(eve.Username, info.GetProperty("preferred_username").GetString());
        var log = Assert.Single(await fixture.LogOfAsync(client.Id));
        Assert.Equal(("application-signed-in", eve.Id), (log.Type, log.ActorId));
    }

    [Fact]
    public async Task A_code_counts_once_and_its_tokens_end_when_it_comes_again()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var code = await client.CodeAsync(browser, "openid offline_access");

        var (_, tokens) = await client.ExchangeAsync(code);
        var (again, error) = await client.ExchangeAsync(code);

        Assert.Equal((400, "invalid_grant"), (again, error.GetProperty("error").GetString()));
        Assert.Equal(401, (await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Status);
        Assert.Equal(400, (await client.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!)).Status);
    }

    [Fact]
    public async Task Of_many_who_bring_the_same_code_at_once_one_gets_tokens()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var code = await client.CodeAsync(browser);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.ExchangeAsync(code)));

        Assert.Single(answers, a => a.Status is 200);
        Assert.Equal(5, answers.Count(a => a.Status is 400 && a.Json.GetProperty("error").GetString() is "invalid_grant"));
    }

    [Fact]
    public async Task A_code_is_bound_to_its_client_its_address_and_its_verifier()
    {
        var client = await fixture.AddClientAsync();
        var other = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        Assert.Equal(400, (await client.ExchangeAsync(await client.CodeAsync(browser), ("code_verifier", new string('a', 43)))).Status);
        Assert.Equal(400, (await client.ExchangeAsync(await client.CodeAsync(browser), ("redirect_uri", "https://evil.example/"))).Status);
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = await client.CodeAsync(browser),
            ["redirect_uri"] = client.Redirect,
            ["code_verifier"] = TestClient.Verifier,
        };
        Assert.Equal(400, (await other.AskAsync("token", form)).Status);
        Assert.Equal(401, (await client.AskAsync("token", form, secret: other.Secret)).Status);
        var expired = await client.CodeAsync(browser);
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(400, (await client.ExchangeAsync(expired)).Status);
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    public async Task A_request_that_cannot_be_answered_to_its_client_is_told_to_the_user(string parameter, string? value)
    {
        var client = await fixture.AddClientAsync();
        using var browser = fixture.Server.Browser();

        using var answer = await browser.GetAsync(client.Authorize(changes: (parameter, value)));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
        Assert.Contains("This sign-in cannot be answered", page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_type", "token")]
    [InlineData("response_type", null)]
    [InlineData("scope", "openid unheard-of")]
    [InlineData("response_mode", "fragment")]
    public async Task A_request_that_asks_for_too_much_or_too_little_is_refused_to_its_client(string parameter, string? value)
    {
        var client = await fixture.AddClientAsync();
        using var browser = fixture.Server.Browser();

        var answer = await client.AnswerAsync(browser, client.Authorize(changes: (parameter, value)));

        Assert.Equal("st&te", answer["state"]);
        Assert.Contains(answer["error"], Refusals);
    }

    [Fact]
    public async Task Who_is_not_assigned_is_told_so_and_it_is_an_event()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync();
        using var browser = fixture.Server.BrowserOf(eve);

        using var refused = await browser.GetAsync(client.Authorize());

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("application-not-assigned", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("application-sign-in-refused", Assert.Single(await fixture.LogOfAsync(client.Id)).Type);
        Assert.Equal("access_denied", (await client.AnswerAsync(browser, client.Authorize(changes: ("prompt", "none"))))["error"]);
    }

    [Fact]
    public async Task A_suspended_application_and_a_suspended_user_get_nothing_more()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var refresh = (await client.TokensAsync(browser)).GetProperty("refresh_token").GetString()!;
        var reference = new ApplicationReference { Id = client.Id };

        (await fixture.Portal.Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, reference)).Require();
        using var suspended = await browser.GetAsync(client.Authorize());
        Assert.Contains("application-suspended", await suspended.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(200, (await client.RefreshAsync(refresh)).Status);
        Assert.NotEqual(200, (await client.AskAsync("token", new() { ["grant_type"] = "client_credentials" })).Status);
        (await fixture.Portal.Anna.Does<RestoreApplication>().RunAsync(fixture.Acme, reference)).Require();

        var tokens = (await client.RefreshAsync(refresh)).Json;
        eve.Change(u => u.State = UserState.Suspended);
        Assert.Equal(400, (await client.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!)).Status);
        Assert.Equal(401, (await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Status);
        using var nobody = await browser.GetAsync(client.Authorize());
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", nobody.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_answered_silently()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var nobody = fixture.Server.Browser();
        using var browser = fixture.Server.BrowserOf(eve);

        Assert.Equal("login_required", (await client.AnswerAsync(nobody, client.Authorize(changes: ("prompt", "none"))))["error"]);
        Assert.True((await client.AnswerAsync(browser, client.Authorize(changes: ("prompt", "none")))).ContainsKey("code"));
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(
            "login_required",
            (await client.AnswerAsync(browser, client.Authorize(changes: [("prompt", "none"), ("max_age", "60")])))["error"]
        );
        await client.ChangeAsync(s => s.RequiresMfa = true);
        Assert.Equal("interaction_required", (await client.AnswerAsync(browser, client.Authorize(changes: ("prompt", "none"))))["error"]);
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    public async Task A_new_sign_in_is_asked_for_once(string parameter, string value)
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client, hasPassword: true);
        using var browser = fixture.Server.BrowserOf(eve);
        fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(1));

        using var asked = await browser.GetAsync(client.Authorize(changes: (parameter, value)));
        var door = asked.Headers.Location!.OriginalString;
        Assert.Contains("again=yes", door, StringComparison.Ordinal);
        var back = System.Web.HttpUtility.ParseQueryString(new Uri(fixture.Server.Address, door).Query)["returnUrl"]!;
        // Without the new sign-in it asks again.
        using var impatient = await browser.GetAsync(back);
        Assert.Contains("again=yes", impatient.Headers.Location!.OriginalString, StringComparison.Ordinal);
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(20));
        using var signedIn = await browser.SubmitAsync(
            door,
            "sign-in",
            ("SignIn.Login", eve.Username),
            ("SignIn.Password", PortalUsers.Password)
        );
        Assert.True(
            (
                await client.AnswerAsync(browser, new Uri(fixture.Server.Address, signedIn.Headers.Location!.OriginalString).AbsoluteUri)
            ).ContainsKey("code")
        );
        // The mark counts for that request only.
        fixture.Portal.Clock.Advance(TimeSpan.FromSeconds(20));
        using var another = await browser.GetAsync(back.Replace("n-0S6", "n-other", StringComparison.Ordinal));
        Assert.Contains("again=yes", another.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_may_be_posted_and_a_form_of_ours_leads_to_no_redirect()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        var page = await browser.GetStringAsync(client.Authorize(changes: ("response_mode", "form_post")));
        Assert.Contains($"action=\"{WebUtility.HtmlEncode(client.Redirect)}\" data-carry", page, StringComparison.Ordinal);
        Assert.Contains("name=\"code\"", page, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, client.Authorize());
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var opened = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Contains("data-carry", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Base64Text(string text) =>
        System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(text));
}
