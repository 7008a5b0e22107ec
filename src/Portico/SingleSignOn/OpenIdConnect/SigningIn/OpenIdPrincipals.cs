using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.Users.Credentials;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>Who a token is about, as the protocol's library takes it.</summary>
internal static class OpenIdPrincipals
{
    private const string Authentication = "Portico";

    /// <summary>A user, as a session of the portal authenticated him.</summary>
    public static ClaimsPrincipal Of(string subject, UserSession session, OpenIdSettings settings, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity(Authentication, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject);
        identity.SetClaim(Claims.AuthenticationTime, session.CreatedAt.ToUnixTimeSeconds());
        identity.SetClaim(Claims.AuthenticationContextReference, OpenIdLevels.ContextOf(session.HasSecondFactor));
        identity.AddClaim(
            ListOf(
                Claims.AuthenticationMethodReference,
                new JsonArray([.. OpenIdLevels.MethodsOf(session.HasSecondFactor).Select(m => JsonValue.Create(m))])
            )
        );
        identity.SetScopes(scopes).SetResources(AudienceOf(settings));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same user again, when a code or a refresh token is exchanged, with what is to be told of him now.</summary>
    public static ClaimsPrincipal Again(
        ClaimsPrincipal before,
        string sessionName,
        OpenIdSettings settings,
        IReadOnlyDictionary<string, JsonNode> told
    )
    {
        var identity = new ClaimsIdentity(Authentication, Claims.Name, Claims.Role);
        string[] kept =
        [
            Claims.Subject,
            Claims.AuthenticationTime,
            Claims.AuthenticationContextReference,
            Claims.AuthenticationMethodReference,
        ];
        identity.AddClaims(before.Claims.Where(c => kept.Contains(c.Type, StringComparer.Ordinal)).Select(c => c.Clone()));
        identity.SetClaim("sid", sessionName);
        foreach (var (name, value) in told)
        {
            if (value is JsonArray list)
            {
                identity.AddClaim(ListOf(name, list));
            }
            else
            {
                identity.SetClaim(name, value);
            }
        }

        identity.SetScopes(before.GetScopes()).SetResources(AudienceOf(settings));
        // An access token says who the user is and what it is for; whatever else there is, userinfo tells whoever has it.
        identity.SetDestinations(claim =>
            claim.Type is Claims.Subject ? [Destinations.AccessToken, Destinations.IdentityToken]
            : kept.Contains(claim.Type, StringComparer.Ordinal) || claim.Type is "sid" || told.ContainsKey(claim.Type)
                ? [Destinations.IdentityToken]
            : []
        );
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The client itself (RFC 6749 §4.4).</summary>
    public static ClaimsPrincipal Of(OpenIdClient client, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity(Authentication, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetScopes(scopes).SetResources(AudienceOf(client.Settings));
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>As a list, though there be one in it or none: a client must not have to ask which it got.</summary>
    private static Claim ListOf(string name, JsonArray values) => new(name, values.ToJsonString(), JsonClaimValueTypes.JsonArray);

    private static string AudienceOf(OpenIdSettings settings) => settings.Audience ?? settings.ApplicationId.ToString();
}
