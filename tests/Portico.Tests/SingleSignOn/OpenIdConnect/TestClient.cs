using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Portico.Assignments;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.SingleSignOn.OpenIdConnect;

/// <summary>A client that only knows the standard.</summary>
internal sealed record TestClient(OpenIdFixture Fixture, ObjectId Organization, ObjectId Id, string Name)
{
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public string? Secret { get; init; }
    public string Redirect => $"https://{Name}.example/callback?from=acme";
    public string AfterLogout => $"https://{Name}.example/bye";
    public string Issuer => Fixture.IssuerOf(Organization);
    public static string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public async Task AssignAsync(PortalUser user) =>
        (await Fixture.Portal.Anna.Does<AddAssignment>().RunAsync(Organization, new() { ApplicationId = Id, UserId = user.Id })).Require();

    public async Task ChangeAsync(Action<UpdateOpenIdSettings.Request> change)
    {
        var now = (await Fixture.Portal.Anna.Does<GetOpenIdSettings>().RunAsync(Organization, new() { Id = Id })).Require();
        var request = UpdateOpenIdSettings.Request.Of(Id, now);
        change(request);
        (await Fixture.Portal.Anna.Does<UpdateOpenIdSettings>().RunAsync(Organization, request)).Require();
    }

    public async Task<string> AddSecretAsync(int? days = null) =>
        (await Fixture.Portal.Anna.Does<AddOpenIdSecret>().RunAsync(Organization, new() { Id = Id, Days = days })).Require().Secret;

    /// <summary>The address to which a client sends the browser; null takes a parameter away.</summary>
    public string Authorize(string scope = "openid profile email", params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = Id.ToString(),
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["scope"] = scope,
            ["state"] = "st&te",
            ["nonce"] = "n-0S6",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return QueryHelpers.AddQueryString($"{Issuer}/authorize", query.Where(q => q.Value is not null));
    }

    /// <summary>What the browser brings back to the client.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AnswerAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync());
        var location = answer.Headers.Location.OriginalString;
        Assert.StartsWith(Redirect, location, StringComparison.Ordinal);
        return Read(location);
    }

    public static IReadOnlyDictionary<string, string> Read(string location) =>
        QueryHelpers
            .ParseQuery(new Uri(location) is { Fragment.Length: > 0 } by ? by.Query + "&" + by.Fragment[1..] : new Uri(location).Query)
            .ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);

    public async Task<string> CodeAsync(HttpClient browser, string scope = "openid profile email") =>
        (await AnswerAsync(browser, Authorize(scope)))["code"];

    /// <summary>Asks an endpoint as this client, by basic authentication (or another secret, or none).</summary>
    public async Task<(int Status, JsonElement Json)> AskAsync(
        string endpoint,
        Dictionary<string, string> form,
        string? secret = null,
        bool isPublic = false
    )
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/{endpoint}") { Content = new FormUrlEncodedContent(form) };
        if (!isPublic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(Id.ToString())}:{Uri.EscapeDataString(secret ?? Secret!)}")
                )
            );
        }

        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length is 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public Task<(int Status, JsonElement Json)> ExchangeAsync(string code, params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return AskAsync("token", form);
    }

    public Task<(int Status, JsonElement Json)> RefreshAsync(string token) =>
        AskAsync("token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = token });

    public async Task<JsonElement> TokensAsync(HttpClient browser, string scope = "openid profile email offline_access")
    {
        var (status, tokens) = await ExchangeAsync(await CodeAsync(browser, scope));
        Assert.True(status is 200, tokens.ToString());
        return tokens;
    }

    public async Task<(int Status, JsonElement Json)> UserInfoAsync(string token, ObjectId? at = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{(at is { } other ? Fixture.IssuerOf(other) : Issuer)}/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length is 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Reads a token as a client must: against the keys that the issuer publishes.</summary>
    public async Task<JsonWebToken> VerifyAsync(string token, string? audience = null)
    {
        using var http = new HttpClient();
        var keys = JsonWebKeySet.Create(await http.GetStringAsync($"{Issuer}/keys"));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = Issuer,
                ValidAudience = audience ?? Id.ToString(),
                IssuerSigningKeys = keys.GetSigningKeys(),
                ValidateLifetime = false,
            }
        );
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
