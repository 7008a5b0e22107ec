using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform.Audit;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Testing;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>A sign-in is tried out without a token being given out: what would be told, what stands in the way, what is wrong with a request.</summary>
public sealed class OpenIdTestingTests(OpenIdFixture fixture) : IClassFixture<OpenIdFixture>
{
    private const string Scope = "openid profile email groups offline_access";

    [Fact]
    public async Task What_would_be_told_is_what_is_told()
    {
        var client = await fixture.AddClientAsync(s =>
        {
            s.SubjectType = OpenIdSubjectType.Pairwise;
            s.Claims =
            [
                new()
                {
                    Name = "tenant",
                    Source = SamlValueSource.Constant,
                    Value = "acme",
                },
                new() { Name = "roles", Source = SamlValueSource.Groups },
                new() { Name = "shoe", Source = SamlValueSource.JobTitle },
            ];
        });
        var eve = await fixture.AddUserAsync(client);
        await fixture.AddGroupAsync("Readers", eve);

        var preview = await PreviewAsync(client, eve.Email.ToUpperInvariant(), Scope);

        Assert.Empty(preview.Obstacles);
        Assert.Empty(await fixture.LogOfAsync(client.Id));
        var told = preview.Told!;
        Assert.DoesNotContain(told.Claims, c => c.Name is "shoe");
        Assert.True(told.HasRefreshToken);
        using var browser = fixture.Server.BrowserOf(eve);
        var tokens = await client.TokensAsync(browser, Scope);
        var real = JsonNode
            .Parse((await client.UserInfoAsync(tokens.GetProperty("access_token").GetString()!)).Json.GetRawText())!
            .AsObject();
        var shown = JsonNode.Parse(told.UserInfo)!;
        Assert.True(JsonNode.DeepEquals(real, shown), $"{real}\n{shown}");
        var identity = (await client.VerifyAsync(tokens.GetProperty("id_token").GetString()!)).EncodedPayload;
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(identity))!.AsObject();
        var promised = JsonNode.Parse(told.IdToken)!.AsObject();
        string[] ofEachSignIn = ["exp", "iat", "nonce", "at_hash", "azp", "jti", "oi_au_id", "oi_tkn_id"];
        Assert.Equal(
            claims.Select(c => c.Key).Except(ofEachSignIn, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            promised.Select(c => c.Key).Order(StringComparer.Ordinal)
        );
        string[] ofTheirOwn = ["sid", "auth_time", "iss"];
        foreach (var (name, value) in promised.Where(p => !ofTheirOwn.Contains(p.Key, StringComparer.Ordinal)))
        {
            Assert.True(JsonNode.DeepEquals(claims[name], value), $"{name}: {claims[name]} {value}");
        }
    }

    [Fact]
    public async Task All_that_stands_in_the_way_is_said()
    {
        var client = await fixture.AddClientAsync(s => (s.RequiresMfa, s.AllowsRefresh) = (true, false));
        (await fixture.Portal.Anna.Does<SuspendApplication>().RunAsync(fixture.Acme, new() { Id = client.Id })).Require();
        var eve = await fixture.AddUserAsync();
        eve.Change(u => u.State = UserState.Suspended);

        var preview = await PreviewAsync(client, eve.Username, "openid email unheard-of offline_access");

        Assert.Equal(
            [
                "application-not-assigned",
                "application-requires-mfa",
                "application-suspended",
                "invalid_scope",
                "invalid_scope",
                "user-not-active",
            ],
            preview.Obstacles.Select(o => o.Code).Order(StringComparer.Ordinal)
        );
        Assert.False(preview.Told!.HasRefreshToken);
        var nobody = await PreviewAsync(client, "nobody-here", scope: null);
        Assert.Contains("no-such-user", nobody.Obstacles.Select(o => o.Code));
        Assert.Null(nobody.Told);
        Assert.Empty(await fixture.LogOfAsync(client.Id));
    }

    [Fact]
    public async Task A_request_is_read_however_it_is_pasted_and_nothing_is_given_out()
    {
        var client = await fixture.AddClientAsync();
        var address = await HereAsync(client, client.Authorize(Scope, ("prompt", "login consent"), ("id_token_hint", null)));

        foreach (var text in new[] { address, address.Split('?')[1], $"  {address}#top\n", "?" + address.Split('?')[1] })
        {
            var result = await VerifyAsync(client, text);
            Assert.True(result.IsAccepted, $"{result.Code}: {result.Words}");
            Assert.Null(result.Code);
            Assert.Contains(result.Read, p => p is { Name: "prompt", Value: "login consent" });
            Assert.Contains(
                result.Read,
                p => p.Name is "redirect_uri" && string.Equals(p.Value, client.Redirect, StringComparison.Ordinal)
            );
        }

        await using var view = await fixture.Portal.InsideAsync(fixture.Acme);
        Assert.False(await view.Db.Set<OpenIdToken>().AnyAsync(t => t.ApplicationId == client.Id));
        Assert.False(await view.Db.Set<OpenIdGrant>().AnyAsync(g => g.ApplicationId == client.Id));
        Assert.DoesNotContain(
            await view.Db.Set<OrganizationEvent>().Where(e => e.TargetId == client.Id).ToListAsync(),
            e => e.Type.Contains("sign-in", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    [InlineData("redirect_uri", null)]
    [InlineData("response_type", "token")]
    [InlineData("response_type", null)]
    [InlineData("response_mode", "fragment")]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("scope", "openid unheard-of")]
    [InlineData("prompt", "none login")]
    [InlineData("prompt", "dance")]
    public async Task The_check_that_a_real_request_fails_is_named(string parameter, string? value)
    {
        var client = await fixture.AddClientAsync();
        var address = client.Authorize(changes: (parameter, value));

        var result = await VerifyAsync(client, await HereAsync(client, address));

        Assert.False(result.IsAccepted);
        Assert.NotEmpty(result.Words!);
        // What the endpoint itself says of it.
        using var browser = fixture.Server.Browser();
        using var answer = await browser.GetAsync(address);
        var real = answer.Headers.Location is { } location
            ? TestClient.Read(location.OriginalString)["error"]
            : (await answer.Content.ReadAsStringAsync()).Split("<code>", 2, StringSplitOptions.None)[1].Split('<', 2)[0];
        Assert.Equal(real, result.Code);
    }

    [Fact]
    public async Task What_goes_elsewhere_or_is_none_is_said_so()
    {
        var (client, other) = (await fixture.AddClientAsync(), await fixture.AddClientAsync());
        var foreign = await fixture.AddClientAsync(organization: fixture.Bolt);
        var address = await HereAsync(client, client.Authorize());

        Assert.Equal("other-address", (await VerifyAsync(client, "https://elsewhere.example/authorize?" + address.Split('?')[1])).Code);
        Assert.Equal("other-application", (await VerifyAsync(client, await HereAsync(other, other.Authorize()))).Code);
        Assert.Equal("not-a-request", (await VerifyAsync(client, "hello")).Code);
        var ofBolt = await VerifyAsync(client, foreign.Authorize().Split('?')[1]);
        var ofNobody = await VerifyAsync(client, client.Authorize(changes: ("client_id", fixture.Portal.NewId().ToString())).Split('?')[1]);
        Assert.Equal((ofNobody.Code, ofNobody.Words), (ofBolt.Code, ofBolt.Words));
        await client.ChangeAsync(s => s.RequiresPushedRequests = true);
        Assert.False((await VerifyAsync(client, address)).IsAccepted);
        var secret = await VerifyAsync(client, address + "&client_secret=hush&id_token_hint=eyJ.hush.x");
        Assert.DoesNotContain(secret.Read, p => p.Value.Contains("hush", StringComparison.Ordinal));
    }

    /// <summary>The operations of the test know the issuer by another address than the server does.</summary>
    private async Task<string> HereAsync(TestClient client, string address)
    {
        var settings = (await fixture.Portal.Anna.Does<GetOpenIdSettings>().RunAsync(fixture.Acme, new() { Id = client.Id })).Require();
        return $"{settings.Provider.AuthorizationUrl}?{address.Split('?', 2)[1]}";
    }

    private async Task<GetOpenIdPreview.Result> PreviewAsync(TestClient client, string user, string? scope)
    {
        var request = new GetOpenIdPreview.Request
        {
            Id = client.Id,
            User = user,
            Scope = scope,
        };
        return (await fixture.Portal.Anna.Does<GetOpenIdPreview>().RunAsync(fixture.Acme, request)).Require();
    }

    private async Task<VerifyOpenIdRequest.Result> VerifyAsync(TestClient client, string text)
    {
        var request = new VerifyOpenIdRequest.Request { Id = client.Id, AuthorizationRequest = text };
        return (await fixture.Portal.Anna.Does<VerifyOpenIdRequest>().RunAsync(fixture.Acme, request)).Require();
    }
}
