using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.Users;
using Portico.Users.Credentials;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Testing;

/// <summary>What an application is told of a user: made as it is at a sign-in, and given to nobody.</summary>
/// <param name="Subject">Who the user is there.</param>
/// <param name="Claims">What its scopes and its own claims say of the user.</param>
/// <param name="Audience">For whom its access tokens are.</param>
/// <param name="HasRefreshToken">Whether it may stay signed in.</param>
/// <param name="IdToken">What the ID token says, as JSON with lines for people; nonce, times and hashes come in with each sign-in.</param>
/// <param name="UserInfo">What the user info endpoint says, likewise.</param>
public sealed record OpenIdTold(
    string Subject,
    IReadOnlyList<OpenIdTold.Claim> Claims,
    string Audience,
    bool HasRefreshToken,
    string IdToken,
    string UserInfo
)
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What is said of the user under one name.</summary>
    public sealed record Claim(string Name, IReadOnlyList<string> Values);

    internal static async Task<OpenIdTold> OfAsync(
        OpenIdSettings settings,
        User user,
        IReadOnlyCollection<string> scopes,
        string issuer,
        string subject,
        Work work,
        CancellationToken ct
    )
    {
        var told = await OpenIdUserClaims.OfAsync(settings, user, scopes, work, ct);
        var session = new UserSession
        {
            OrganizationId = user.OrganizationId,
            UserId = user.Id,
            TokenHash = "",
            CreatedAt = work.Now,
            HasSecondFactor = settings.RequiresMfa,
        };
        var before = OpenIdPrincipals.Of(subject, session, settings, [.. scopes]);
        var principal = OpenIdPrincipals.Again(before, "…", settings, told);
        var idToken = new JsonObject { ["iss"] = issuer, ["aud"] = settings.ApplicationId.ToString() };
        foreach (var claim in principal.Claims.Where(c => c.GetDestinations().Contains(Destinations.IdentityToken, StringComparer.Ordinal)))
        {
            idToken[claim.Type] = ValueOf(claim);
        }

        var userInfo = new JsonObject { ["sub"] = subject };
        foreach (var (name, value) in told)
        {
            userInfo[name] = value.DeepClone();
        }

        return new OpenIdTold(
            subject,
            [.. told.Select(t => new Claim(t.Key, [.. TextsOf(t.Value)]))],
            principal.GetResources().FirstOrDefault() ?? "",
            settings.AllowsRefresh && scopes.Contains(Scopes.OfflineAccess, StringComparer.Ordinal),
            idToken.ToJsonString(Lines),
            userInfo.ToJsonString(Lines)
        );
    }

    private static JsonNode? ValueOf(System.Security.Claims.Claim claim) =>
        claim.ValueType is JsonClaimValueTypes.JsonArray or JsonClaimValueTypes.Json ? JsonNode.Parse(claim.Value)
        : claim.ValueType is ClaimValueTypes.Boolean ? JsonValue.Create(bool.Parse(claim.Value))
        : claim.ValueType is ClaimValueTypes.Integer64 or ClaimValueTypes.Integer32 ? JsonNode.Parse(claim.Value)
        : JsonValue.Create(claim.Value);

    private static IEnumerable<string> TextsOf(JsonNode value) =>
        value switch
        {
            JsonArray list => list.Select(v => v?.ToString() ?? ""),
            JsonObject parts => parts.Where(p => p.Key is not "formatted").Select(p => p.Value?.ToString() ?? ""),
            _ => [value.ToString()],
        };
}
