using System.Text.Json;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>A token is looked into by those that it is for, and tells of a user only what it was given out for.</summary>
public sealed class OpenIdAudienceTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    [Fact]
    public async Task An_access_token_is_looked_into_by_its_client_and_its_audience_alone()
    {
        var api = await fixture.AddClientAsync();
        var client = await fixture.AddClientAsync(s => s.Audience = api.Id.ToString());
        var (stranger, foreign) = (await fixture.AddClientAsync(), await fixture.AddClientAsync(organization: fixture.Bolt));
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var token = (await client.TokensAsync(browser)).GetProperty("access_token").GetString()!;

        Assert.True(await IsActiveAsync(client, token));
        Assert.True(await IsActiveAsync(api, token));
        Assert.False(await IsActiveAsync(stranger, token));
        Assert.False(await IsActiveAsync(foreign, token));
        await client.VerifyAsync(token, api.Id.ToString());
    }

    [Fact]
    public async Task A_refresh_token_is_looked_into_by_its_client_alone()
    {
        var api = await fixture.AddClientAsync();
        var client = await fixture.AddClientAsync(s => s.Audience = api.Id.ToString());
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var token = (await client.TokensAsync(browser)).GetProperty("refresh_token").GetString()!;

        Assert.True(await IsActiveAsync(client, token));
        Assert.False(await IsActiveAsync(api, token));
        Assert.NotEqual(200, (await api.RefreshAsync(token)).Status);
        Assert.Equal(200, (await client.RefreshAsync(token)).Status);
    }

    [Fact]
    public async Task What_a_client_got_for_itself_tells_of_no_user()
    {
        var client = await fixture.AddClientAsync(s => s.Scopes = ["things.read"]);
        foreach (var scope in new[] { "", "things.read", "profile email" })
        {
            var (status, tokens) = await client.AskAsync("token", new() { ["grant_type"] = "client_credentials", ["scope"] = scope });
            Assert.True(status is 200, tokens.ToString());
            Assert.Equal(401, (await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Status);
        }

        var (asUser, answer) = await client.AskAsync("token", new() { ["grant_type"] = "client_credentials", ["scope"] = "openid" });
        Assert.True(
            asUser is 400 || (await client.UserInfoAsync(answer.GetProperty("access_token").GetString()!)).Status is 401,
            answer.ToString()
        );
    }

    [Fact]
    public async Task What_is_no_access_token_tells_nothing()
    {
        var client = await fixture.AddClientAsync();
        var eve = await fixture.AddUserAsync(client);
        using var browser = fixture.Server.BrowserOf(eve);
        var code = await client.CodeAsync(browser);
        var tokens = await client.TokensAsync(browser);
        string Token(string name) => tokens.GetProperty(name).GetString()!;

        Assert.Equal(200, (await client.UserInfoAsync(Token("access_token"))).Status);
        foreach (
            var token in new[]
            {
                Token("id_token"),
                Token("refresh_token"),
                code,
                Changed(Token("access_token")),
                Unsigned(Token("access_token")),
            }
        )
        {
            Assert.Equal(401, (await client.UserInfoAsync(token)).Status);
        }

        Assert.False(await IsActiveAsync(client, Changed(Token("access_token"))));
        Assert.False(await IsActiveAsync(client, Unsigned(Token("access_token"))));
    }

    [Fact]
    public async Task A_token_of_another_organization_or_another_application_tells_only_what_that_one_may_know()
    {
        var (client, other) = (await fixture.AddClientAsync(), await fixture.AddClientAsync());
        var foreign = await fixture.AddClientAsync(organization: fixture.Bolt);
        var eve = await fixture.AddUserAsync(client);
        await other.AssignAsync(eve);
        using var browser = fixture.Server.BrowserOf(eve);
        var token = (await client.TokensAsync(browser, "openid")).GetProperty("access_token").GetString()!;
        var wide = (await other.TokensAsync(browser, "openid email")).GetProperty("access_token").GetString()!;

        Assert.Equal(401, (await foreign.UserInfoAsync(token)).Status);
        Assert.False(await IsActiveAsync(other, token));
        Assert.False((await client.UserInfoAsync(token)).Json.TryGetProperty("email", out _));
        Assert.Equal(eve.Email, (await client.UserInfoAsync(wide)).Json.GetProperty("email").GetString());
        // Who lost the other application is told of by its tokens no more, whoever brings them.
        await other.ChangeAsync(s => s.AllowsRefresh = false);
        (
            await fixture.Portal.Anna.Does<Portico.Applications.SuspendApplication>().RunAsync(fixture.Acme, new() { Id = other.Id })
        ).Require();
        Assert.Equal(401, (await client.UserInfoAsync(wide)).Status);
        Assert.Equal(200, (await client.UserInfoAsync(token)).Status);
    }

    private static async Task<bool> IsActiveAsync(TestClient client, string token)
    {
        var (status, answer) = await client.AskAsync("introspect", new() { ["token"] = token });
        Assert.True(status is 200, answer.ToString());
        return answer.GetProperty("active").GetBoolean();
    }

    /// <summary>The same token for another audience, under the signature that it had.</summary>
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = System.Text.Json.Nodes.JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]))!;
        payload["aud"] = "https://other.example";
        parts[1] = System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload));
        return string.Join('.', parts);
    }

    private static string Unsigned(string token) =>
        System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"at+jwt"}"""u8) + "." + token.Split('.')[1] + ".";
}
