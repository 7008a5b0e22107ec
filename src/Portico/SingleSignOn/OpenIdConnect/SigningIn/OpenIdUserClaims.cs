using System.Text.Json.Nodes;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>What an application is told of a user: what its scopes stand for (OpenID Connect Core §5.4), and its own claims.</summary>
internal static class OpenIdUserClaims
{
    /// <summary>The claims that scopes stand for, for the discovery document.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        Claims.Subject,
        Claims.Name,
        Claims.GivenName,
        Claims.FamilyName,
        Claims.MiddleName,
        Claims.PreferredUsername,
        Claims.Email,
        Claims.EmailVerified,
        Claims.PhoneNumber,
        Claims.Address,
        OpenIdScopes.Groups,
        Claims.AuthenticationTime,
        Claims.AuthenticationContextReference,
        Claims.AuthenticationMethodReference,
        "sid",
    ];

    /// <summary>What the protocol itself says in a token; no claim of an application may take such a name.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "nbf",
        "jti",
        "nonce",
        "azp",
        "auth_time",
        "acr",
        "amr",
        "at_hash",
        "c_hash",
        "s_hash",
        "sid",
        "client_id",
        "scope",
        "cnf",
        "act",
        "events",
        "token_type",
        "active",
    };

    /// <summary>Those that have a value; one without any is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonNode>> OfAsync(
        OpenIdSettings settings,
        User user,
        IReadOnlyCollection<string> scopes,
        Work work,
        CancellationToken ct
    )
    {
        var claims = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        if (scopes.Contains(Scopes.Profile, StringComparer.Ordinal))
        {
            Add(claims, Claims.Name, user.FullName);
            Add(claims, Claims.GivenName, user.FirstName);
            Add(claims, Claims.FamilyName, user.LastName);
            Add(claims, Claims.MiddleName, user.MiddleName);
            Add(claims, Claims.PreferredUsername, user.Username);
        }

        if (scopes.Contains(Scopes.Email, StringComparer.Ordinal) && !string.IsNullOrEmpty(user.Email))
        {
            claims[Claims.Email] = user.Email;
            // Users cannot change it: whoever administers the organization vouches for it.
            claims[Claims.EmailVerified] = true;
        }

        if (scopes.Contains(Scopes.Phone, StringComparer.Ordinal))
        {
            Add(claims, Claims.PhoneNumber, user.PhoneNumbers is [var first, ..] ? first.Number : null);
        }

        if (scopes.Contains(Scopes.Address, StringComparer.Ordinal) && user.WorkAddress is { } address)
        {
            claims[Claims.Address] = AddressOf(address);
        }

        if (scopes.Contains(OpenIdScopes.Groups, StringComparer.Ordinal))
        {
            claims[OpenIdScopes.Groups] = ListOf(
                await UserValues.OfAsync(SamlValueSource.Groups, detail: null, user, settings.ApplicationId, work, ct)
            );
        }

        foreach (var claim in settings.Claims)
        {
            var values = await UserValues.OfAsync(claim.Source, claim.Value, user, settings.ApplicationId, work, ct);
            if (UserValues.IsList(claim.Source))
            {
                claims[claim.Name] = ListOf(values);
            }
            else if (values.Count > 0)
            {
                claims[claim.Name] = values[0];
            }
        }

        return claims;
    }

    /// <summary>OpenID Connect Core §5.1.1.</summary>
    private static JsonObject AddressOf(PostalAddress address)
    {
        var parts = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        Add(parts, "formatted", address.ToString());
        Add(parts, "street_address", string.Join('\n', new[] { address.Street, address.Extended }.Where(l => !string.IsNullOrEmpty(l))));
        Add(parts, "locality", address.City);
        Add(parts, "region", address.Region);
        Add(parts, "postal_code", address.PostalCode);
        Add(parts, "country", address.Country);
        return new JsonObject(parts!);
    }

    private static JsonArray ListOf(IReadOnlyList<string> values) => [.. values.Select(v => JsonValue.Create(v))];

    private static void Add(Dictionary<string, JsonNode> claims, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            claims[name] = value;
        }
    }
}
