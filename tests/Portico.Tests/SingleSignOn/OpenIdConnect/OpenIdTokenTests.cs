using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Portico.Groups.Members;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using Portico.Users.Actions;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>What clients get, for how long, and what takes it away again.</summary>
public sealed class OpenIdTokenTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    [Fact]
    public async Task A_refresh_token_counts_once_and_one_that_comes_again_ends_them_all()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var first = (await client.TokensAsync(browser)).GetProperty("refresh_token").GetString()!;

        var (status, tokens) = await client.RefreshAsync(first);
        Assert.Equal(200, status);
        var second = tokens.GetProperty("refresh_token").GetString()!;
        Assert.NotEqual(first, second);
        Assert.Equal(eve.Id.ToString(), (await client.VerifyAsync(tokens.GetProperty("id_token").GetString()!)).Subject);

        Assert.Equal(400, (await client.RefreshAsync(first)).Status);
        Assert.Equal(400, (await client.RefreshAsync(second)).Status);
        Assert.Equal(401, (await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Status);
    }

    [Fact]
    public async Task Who_loses_the_application_is_refreshed_no_more()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync();
        var group = await fixture.AddGroupAsync("group", eve);
        await fixture.AssignAsync(client, group);
        using var browser = fixture.Server.BrowserOf(eve);
        var refresh = (await client.TokensAsync(browser)).GetProperty("refresh_token").GetString()!;

        var leaving = new GroupUserSelection { GroupId = group, Ids = [eve.Id] };
        (await fixture.Portal.Anna.Does<RemoveUsersFromGroup>().RunAsync(fixture.Acme, leaving)).Require();

        var (status, error) = await client.RefreshAsync(refresh);
        Assert.Equal((400, "invalid_grant"), (status, error.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_client_acts_for_itself_with_any_secret_that_counts()
    {
        var client = await fixture.AddClientAsync(s => (s.Scopes, s.Audience) = (["things.read"], "https://api.example"));
        var second = await client.AddSecretAsync(days: 30);
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["scope"] = "things.read" };

        foreach (var secret in new[] { client.Secret!, second })
        {
            var (status, tokens) = await client.AskAsync("token", form, secret);
            Assert.True(status is 200, tokens.ToString());
            var token = await client.VerifyAsync(tokens.GetProperty("access_token").GetString()!, "https://api.example");
            Assert.Equal((client.Id.ToString(), "things.read"), (token.Subject, token.GetClaim("scope").Value));
        }

        Assert.Equal(401, (await client.AskAsync("token", form, "wrong")).Status);
        Assert.Equal(
            400,
            (await client.AskAsync("token", new() { ["grant_type"] = "client_credentials", ["scope"] = "things.write" })).Status
        );
        fixture.Portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(401, (await client.AskAsync("token", form, second)).Status);
        Assert.Equal(200, (await client.AskAsync("token", form)).Status);
    }

    [Fact]
    public async Task A_client_proves_itself_by_its_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
            new ECDsaSecurityKey(ECDsa.Create(key.ExportParameters(false))) { KeyId = "one" }
        );
        var keys = $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"one","use":"sig","x":"{{jwk.X}}","y":"{{jwk.Y}}"}]}""";
        var client = await fixture.AddClientAsync(s => (s.Authentication, s.ClientKeys) = (OpenIdClientAuthentication.PrivateKey, keys));
        string Assertion(string audience) =>
            new JsonWebTokenHandler().CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = client.Id.ToString(),
                    Audience = audience,
                    TokenType = "client-authentication+jwt",
                    Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["sub"] = client.Id.ToString(),
                        ["jti"] = Guid.CreateVersion7().ToString(),
                    },
                    Expires = fixture.Portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(2),
                    IssuedAt = fixture.Portal.Clock.GetUtcNow().UtcDateTime,
                    NotBefore = fixture.Portal.Clock.GetUtcNow().UtcDateTime,
                    SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "one" }, "ES256"),
                }
            );
        string WithHeader(string header)
        {
            var content = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header)) + "." + Assertion(client.Issuer).Split('.')[1];
            var signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256);
            return content + "." + Base64Url.EncodeToString(signature);
        }

        Dictionary<string, string> Form(string assertion) =>
            new(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client.Id.ToString(),
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            };

        var (status, answer) = await client.AskAsync("token", Form(Assertion(client.Issuer)), isPublic: true);
        Assert.True(status is 200, answer.ToString());
        Assert.NotEqual(200, (await client.AskAsync("token", Form(Assertion("https://other.example")), isPublic: true)).Status);
        // Many libraries write no type; what they sign is held to everything else.
        Assert.Equal(200, (await client.AskAsync("token", Form(WithHeader("""{"alg":"ES256","kid":"one"}""")), isPublic: true)).Status);
        Assert.NotEqual(
            200,
            (await client.AskAsync("token", Form(WithHeader("""{"alg":"ES256","kid":"one","typ":"at+jwt"}""")), isPublic: true)).Status
        );
        Assert.NotEqual(200, (await client.AskAsync("token", new() { ["grant_type"] = "client_credentials" })).Status);
    }

    [Fact]
    public async Task Tokens_are_looked_into_and_taken_back()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var tokens = await client.TokensAsync(browser);
        Dictionary<string, string> access = new(StringComparer.Ordinal) { ["token"] = tokens.GetProperty("access_token").GetString()! };

        var (_, active) = await client.AskAsync("introspect", access);
        Assert.True(active.GetProperty("active").GetBoolean(), active.ToString());
        Assert.Equal(eve.Id.ToString(), active.GetProperty("sub").GetString());
        Assert.Equal(401, (await client.AskAsync("introspect", access, "wrong")).Status);
        var stranger = await fixture.AddClientAsync();
        Assert.False((await stranger.AskAsync("introspect", access)).Json.GetProperty("active").GetBoolean());

        Assert.Equal(200, (await client.AskAsync("revoke", access)).Status);
        Assert.False((await client.AskAsync("introspect", access)).Json.GetProperty("active").GetBoolean());
        Assert.Equal(200, (await client.AskAsync("revoke", new() { ["token"] = tokens.GetProperty("refresh_token").GetString()! })).Status);
        Assert.Equal(400, (await client.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!)).Status);
        Assert.Equal(200, (await client.AskAsync("revoke", new() { ["token"] = "nothing" })).Status);
    }

    [Fact]
    public async Task Suspending_a_user_takes_back_what_is_out()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var tokens = await client.TokensAsync(browser);
        Dictionary<string, string> access = new(StringComparer.Ordinal) { ["token"] = tokens.GetProperty("access_token").GetString()! };

        (await fixture.Portal.Anna.Does<SuspendUsers>().RunAsync(fixture.Acme, new() { Ids = [eve.Id] })).Require();

        Assert.False((await client.AskAsync("introspect", access)).Json.GetProperty("active").GetBoolean());
        Assert.Equal(400, (await client.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!)).Status);
        (await fixture.Portal.Anna.Does<RestoreUsers>().RunAsync(fixture.Acme, new() { Ids = [eve.Id] })).Require();
        Assert.False((await client.AskAsync("introspect", access)).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_request_can_be_pushed_and_must_be_where_the_settings_say_so()
    {
        var client = await fixture.AddClientAsync(s => s.RequiresPushedRequests = true);
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);

        Assert.Equal("invalid_request", (await client.AnswerAsync(browser, client.Authorize()))["error"]);
        var query = TestClient.Read(client.Authorize());
        var (status, pushed) = await client.AskAsync("par", query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal));
        Assert.True(status is 201, pushed.ToString());
        var address =
            $"{client.Issuer}/authorize?client_id={client.Id}&request_uri={Uri.EscapeDataString(pushed.GetProperty("request_uri").GetString()!)}";
        var answer = await client.AnswerAsync(browser, address);
        Assert.Equal(200, (await client.ExchangeAsync(answer["code"])).Status);
        using var again = await browser.GetAsync(address);
        Assert.Equal(400, (int)again.StatusCode);
    }

    [Fact]
    public async Task What_the_client_is_told_follows_its_scopes_and_claims()
    {
        var client = await fixture.AddClientAsync(s =>
            s.Claims = [
                new() { Name = "department", Source = SamlValueSource.Department },
                new()
                {
                    Name = "tenant",
                    Source = SamlValueSource.Constant,
                    Value = "acme",
                },
                new() { Name = "roles", Source = SamlValueSource.AssignedGroups },
            ]
        );
        var eve = await fixture.AddUserAsync(client);
        var group = await fixture.AddGroupAsync("Readers", eve);
        await fixture.AssignAsync(client, group);
        await fixture.AddGroupAsync("Others", eve);
        using var browser = fixture.Server.BrowserOf(eve);

        var tokens = await client.TokensAsync(browser, "openid groups");
        var (_, told) = await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!);

        Assert.False(told.TryGetProperty("email", out _));
        Assert.False(told.TryGetProperty("department", out _));
        Assert.Equal("acme", told.GetProperty("tenant").GetString());
        Assert.Equal(2, told.GetProperty("groups").GetArrayLength());
        // One of a list is a list too.
        Assert.StartsWith("Readers", Assert.Single(told.GetProperty("roles").EnumerateArray()).GetString(), StringComparison.Ordinal);
        var identity = await client.VerifyAsync(tokens.GetProperty("id_token").GetString()!);
        Assert.Equal("acme", identity.GetClaim("tenant").Value);
        Assert.Equal(JsonValueKind.Array, identity.GetPayloadValue<JsonElement>("roles").ValueKind);
    }

    [Fact]
    public async Task Subjects_can_be_made_for_one_application_and_tokens_signed_by_ecdsa()
    {
        var client = await fixture.AddClientAsync(s => (s.SubjectType, s.Algorithm) = (OpenIdSubjectType.Pairwise, OpenIdAlgorithm.Es256));
        var other = await fixture.AddClientAsync(s => s.SubjectType = OpenIdSubjectType.Pairwise);
        var eve = await fixture.AddUserAsync(client);
        await other.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);

        var first = await client.VerifyAsync((await client.TokensAsync(browser)).GetProperty("id_token").GetString()!);
        var again = await client.VerifyAsync((await client.TokensAsync(browser)).GetProperty("id_token").GetString()!);
        var elsewhere = await other.VerifyAsync((await other.TokensAsync(browser)).GetProperty("id_token").GetString()!);

        Assert.Equal(("ES256", first.Subject), (first.Alg, again.Subject));
        Assert.Equal("RS256", elsewhere.Alg);
        Assert.DoesNotContain(first.Subject, new[] { elsewhere.Subject, eve.Id.ToString() });
    }

    [Fact]
    public async Task New_keys_are_published_before_they_sign_and_the_former_ones_afterwards()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var before = await client.VerifyAsync((await client.TokensAsync(browser)).GetProperty("id_token").GetString()!);

        (await fixture.Portal.Anna.Does<RotateOpenIdKeys>().RunAsync(fixture.Acme, new() { Hours = 1 })).Require();
        var meanwhile = await client.VerifyAsync((await client.TokensAsync(browser)).GetProperty("id_token").GetString()!);
        fixture.Portal.Clock.Advance(TimeSpan.FromHours(1));
        using var later = fixture.Server.BrowserOf(eve);
        var after = await client.VerifyAsync((await client.TokensAsync(later)).GetProperty("id_token").GetString()!);

        Assert.Equal(before.Kid, meanwhile.Kid);
        Assert.NotEqual(before.Kid, after.Kid);
        await client.VerifyAsync(before.EncodedToken);
        (await fixture.Portal.Anna.Does<RotateOpenIdKeys>().RunAsync(fixture.Acme, new() { WithdrawFormer = true })).Require();
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => client.VerifyAsync(after.EncodedToken));
    }
}
