using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>Signing out, devices, the documents, and what another organization sees: nothing.</summary>
public sealed class OpenIdBrowserTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    [Fact]
    public async Task A_client_signs_its_user_out_at_once_with_an_id_token()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var hint = (await client.TokensAsync(browser)).GetProperty("id_token").GetString()!;

        using var answer = await browser.GetAsync(
            Logout(client, ("id_token_hint", hint), ("post_logout_redirect_uri", client.AfterLogout), ("state", "x y"))
        );

        Assert.Equal(client.AfterLogout + "?state=x%20y", answer.Headers.Location!.OriginalString);
        using var after = await browser.GetAsync(client.Authorize());
        Assert.StartsWith($"/o/{fixture.Acme}?returnUrl=", after.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_id_token_the_user_is_asked_and_only_that_user_can_say_yes()
    {
        var client = await fixture.AddClientAsync();
        var (eve, nora) = (await fixture.AddUserAsync(client), await fixture.AddUserAsync(client));
        using var browser = fixture.Server.BrowserOf(eve);
        using var other = fixture.Server.BrowserOf(nora);
        var hint = (await client.TokensAsync(other)).GetProperty("id_token").GetString()!;
        string[] ways =
        [
            Logout(client),
            // Somebody else's token proves nothing.
            Logout(client, ("id_token_hint", hint)),
            Logout(client, ("client_id", client.Id.ToString()), ("post_logout_redirect_uri", client.AfterLogout)),
        ];
        foreach (var way in ways)
        {
            var page = await browser.GetStringAsync(way);
            Assert.Contains("Sign out?", page, StringComparison.Ordinal);
        }

        var asked = await browser.GetStringAsync(ways[2]);
        var yes = WebUtility.HtmlDecode(asked.Split("button primary\" href=\"", 2, StringSplitOptions.None)[1].Split('"', 2)[0]);
        Assert.Contains("Sign out?", await other.GetStringAsync(yes), StringComparison.Ordinal);
        using var done = await browser.GetAsync(yes);
        Assert.Equal(client.AfterLogout, done.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Nobody_is_sent_to_an_address_that_no_client_registered()
    {
        var client = await fixture.AddClientAsync();
        using var browser = fixture.Server.Browser();

        using var answer = await browser.GetAsync(
            Logout(client, ("client_id", client.Id.ToString()), ("post_logout_redirect_uri", "https://evil.example/"))
        );

        Assert.Null(answer.Headers.Location);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_is_let_in_by_the_user_who_types_its_code()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client, hasPassword: true);
        var (status, device) = await client.AskAsync("device", new() { ["scope"] = "openid email offline_access" });
        Assert.True(status is 200, device.ToString());
        Dictionary<string, string> poll = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            ["device_code"] = device.GetProperty("device_code").GetString()!,
        };
        Assert.Equal("authorization_pending", (await client.AskAsync("token", poll)).Json.GetProperty("error").GetString());
        var code = device.GetProperty("user_code").GetString()!;
        Assert.Equal($"{client.Issuer}/verify", device.GetProperty("verification_uri").GetString());

        using var browser = fixture.Server.Browser();
        using var asked = await browser.GetAsync($"{client.Issuer}/verify?user_code={code}");
        using var signedIn = await browser.SubmitAsync(
            asked.Headers.Location!.OriginalString,
            "sign-in",
            ("SignIn.Login", eve.Username),
            ("SignIn.Password", PortalUsers.Password)
        );
        var page = await browser.GetStringAsync(signedIn.Headers.Location!.OriginalString);
        Assert.Contains($"Sign in to {client.Name} on another device?", page, StringComparison.Ordinal);
        using var wrong = await browser.GetAsync($"{client.Issuer}/verify?user_code=000000000000");
        Assert.Contains("This code is not known", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("authorization_pending", (await client.AskAsync("token", poll)).Json.GetProperty("error").GetString());
        var yes = WebUtility.HtmlDecode(page.Split("button primary\" href=\"", 2, StringSplitOptions.None)[1].Split('"', 2)[0]);
        Assert.Contains("You can go on at the device", await browser.GetStringAsync(yes), StringComparison.Ordinal);

        var (got, tokens) = await client.AskAsync("token", poll);
        Assert.True(got is 200, tokens.ToString());
        Assert.Equal(
            eve.Email,
            (await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Json.GetProperty("email").GetString()
        );
        Assert.Equal(400, (await client.AskAsync("token", poll)).Status);
        Assert.Contains(await fixture.LogOfAsync(client.Id), e => e.Type is "application-signed-in" && e.ActorId == eve.Id);
    }

    [Fact]
    public async Task The_documents_name_the_public_address_whatever_the_request_says()
    {
        var client = await fixture.AddClientAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{client.Issuer}/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";
        using var answer = await http.SendAsync(request);
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.DoesNotContain("evil.example", document.ToString(), StringComparison.Ordinal);
        Assert.Equal(client.Issuer, document.GetProperty("issuer").GetString());
        Assert.Equal($"{client.Issuer}/token", document.GetProperty("token_endpoint").GetString());
        Assert.Equal(["S256"], Texts("code_challenge_methods_supported"));
        Assert.Equal(["code"], Texts("response_types_supported"));
        Assert.Equal(["pairwise", "public"], Texts("subject_types_supported").Order(StringComparer.Ordinal));
        Assert.Equal(["ES256", "RS256"], Texts("id_token_signing_alg_values_supported").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["client_secret_basic", "client_secret_post", "private_key_jwt"],
            Texts("token_endpoint_auth_methods_supported").Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
            Texts("grant_types_supported").Order(StringComparer.Ordinal)
        );
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());

        IEnumerable<string?> Texts(string name) => document.GetProperty(name).EnumerateArray().Select(v => v.GetString());
    }

    [Fact]
    public async Task What_belongs_to_another_organization_is_not_there()
    {
        var client = await fixture.AddClientAsync();
        var foreign = await fixture.AddClientAsync(organization: fixture.Bolt);
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var tokens = await client.TokensAsync(browser);
        var (access, refresh) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);

        Assert.Equal(401, (await client.UserInfoAsync(access, fixture.Bolt)).Status);
        Assert.Equal(400, (await foreign.RefreshAsync(refresh)).Status);
        var atBolt = client with { Organization = fixture.Bolt };
        Assert.Equal(401, (await atBolt.AskAsync("token", new() { ["grant_type"] = "client_credentials" })).Status);
        Assert.False((await foreign.AskAsync("introspect", new() { ["token"] = access })).Json.GetProperty("active").GetBoolean());
        using var asked = await browser.GetAsync(atBolt.Authorize());
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        // An organization without such applications has no issuer, and looks as one that never was.
        var empty = (await fixture.Portal.AddOrganizationsAsync(fixture.NewName("Empty")))[0];
        foreach (var end in new[] { ".well-known/openid-configuration", "keys", "authorize", "token", "userinfo", "logout", "verify" })
        {
            using var none = await browser.GetAsync($"/o/{empty}/oidc/{end}");
            using var never = await browser.GetAsync($"/o/{fixture.Portal.NewId()}/oidc/{end}");
            Assert.Equal((end, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (end, none.StatusCode, never.StatusCode));
        }
    }

    private static string Logout(TestClient client, params (string Name, string Value)[] parameters) =>
        QueryHelpers.AddQueryString($"{client.Issuer}/logout", parameters.Select(p => KeyValuePair.Create(p.Name, (string?)p.Value)));
}
