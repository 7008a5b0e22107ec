using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>What no attribute can say of the settings: addresses, keys, and what goes together.</summary>
internal static class OpenIdFieldsCheck
{
    private const string NoRedirect =
        "This is no address that users may be sent to. Write it like https://app.example.com/callback, or com.example.app:/callback for an installed app.";

    private const string NoAddress = "This is no address of an application. Write it like https://app.example.com/logout.";

    private const string NotWhereUsersGo = "Its scheme, host and port must be those of a redirect URI.";

    /// <summary>RFC 6749 appendix A.4: what a scope is written with.</summary>
    private static readonly SearchValues<char> NoScope = SearchValues.Create(" \"\\");

    /// <summary>All that stands in the way of keeping them.</summary>
    public static List<Problem> ProblemsOf(OpenIdFields fields) =>
        [.. Addresses(fields), .. Clients(fields), .. Scopes(fields), .. Claims(fields)];

    /// <summary>Writes them as they are kept.</summary>
    public static void Apply(OpenIdFields fields, OpenIdSettings settings)
    {
        settings.ClientType = fields.ClientType;
        settings.Authentication = fields.Authentication;
        settings.ClientKeys = fields.ClientKeys.Tidied();
        settings.RedirectUris = Tidy(fields.RedirectUris);
        settings.PostLogoutRedirectUris = Tidy(fields.PostLogoutRedirectUris);
        settings.AllowsCode = fields.AllowsCode;
        settings.AllowsRefresh = fields.AllowsRefresh;
        settings.AllowsClientCredentials = fields.AllowsClientCredentials;
        settings.AllowsDevice = fields.AllowsDevice;
        settings.RequiresPkce = fields.RequiresPkce;
        settings.RequiresPushedRequests = fields.RequiresPushedRequests;
        settings.RequiresMfa = fields.RequiresMfa;
        settings.SubjectType = fields.SubjectType;
        settings.Algorithm = fields.Algorithm;
        settings.Claims = [.. fields.Claims.Select(c => c with { Name = c.Name.Trim(), Value = c.Value.Tidied() })];
        settings.Scopes = Tidy(fields.Scopes);
        settings.Audience = fields.Audience.Tidied();
        settings.AccessTokenMinutes = fields.AccessTokenMinutes;
        settings.RefreshTokenDays = fields.RefreshTokenDays;
        settings.InitiateLoginUri = fields.InitiateLoginUri.Tidied();
        settings.BackChannelLogoutUri = fields.BackChannelLogoutUri.Tidied();
        settings.FrontChannelLogoutUri = fields.FrontChannelLogoutUri.Tidied();
        settings.FrontChannelLogoutNamesSession = fields.FrontChannelLogoutNamesSession;
    }

    private static IReadOnlyList<string> Tidy(IReadOnlyList<string> texts) =>
        [.. texts.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<Problem> Addresses(OpenIdFields fields)
    {
        foreach (
            var (name, uris) in new[]
            {
                (nameof(fields.RedirectUris), fields.RedirectUris),
                (nameof(fields.PostLogoutRedirectUris), fields.PostLogoutRedirectUris),
            }
        )
        {
            for (var i = 0; i < uris.Count; i++)
            {
                if (!RedirectUri.IsAllowed(uris[i].Trim(), fields.ClientType))
                {
                    yield return new InvalidField(At(name, i), NoRedirect);
                }
            }
        }

        foreach (
            var (name, uri) in new[]
            {
                (nameof(fields.InitiateLoginUri), fields.InitiateLoginUri),
                (nameof(fields.BackChannelLogoutUri), fields.BackChannelLogoutUri),
                (nameof(fields.FrontChannelLogoutUri), fields.FrontChannelLogoutUri),
            }
        )
        {
            if (uri.Tidied() is { } given && !EndpointUrl.IsAllowed(given))
            {
                yield return new InvalidField(name, NoAddress);
            }
        }

        if (
            fields.FrontChannelLogoutUri.Tidied() is { } front
            && EndpointUrl.IsAllowed(front)
            && !fields.RedirectUris.Any(u => IsAtSameOrigin(u.Trim(), front))
        )
        {
            yield return new InvalidField(nameof(fields.FrontChannelLogoutUri), NotWhereUsersGo);
        }
    }

    /// <summary>OpenID Connect Front-Channel Logout §2: domain, port and scheme of a registered redirect URI.</summary>
    private static bool IsAtSameOrigin(string redirectUri, string uri) =>
        EndpointUrl.IsAllowed(redirectUri)
        && string.Equals(
            new Uri(redirectUri).GetLeftPart(UriPartial.Authority),
            new Uri(uri).GetLeftPart(UriPartial.Authority),
            StringComparison.OrdinalIgnoreCase
        );

    private static IEnumerable<Problem> Clients(OpenIdFields fields)
    {
        if (fields is { ClientType: OpenIdClientType.Public, AllowsClientCredentials: true })
        {
            yield return new InvalidField(
                nameof(fields.AllowsClientCredentials),
                "A public client cannot keep what it would prove itself with: it cannot act for itself."
            );
        }

        if (fields is { ClientType: OpenIdClientType.Public, RequiresPkce: false })
        {
            yield return new InvalidField(nameof(fields.RequiresPkce), "A public client always uses PKCE.");
        }

        if (fields is { AllowsCode: false, AllowsClientCredentials: false, AllowsDevice: false })
        {
            yield return new InvalidField(nameof(fields.AllowsCode), "Allow at least one way to get tokens.");
        }

        var isNeeded = fields is { ClientType: OpenIdClientType.Confidential, Authentication: OpenIdClientAuthentication.PrivateKey };
        var keys = fields.ClientKeys.Tidied();
        if (
            (
                keys is null
                    ? isNeeded
                        ? "Enter the keys that the client signs with."
                        : null
                    : ProblemOf(keys)
            ) is
            { } problem
        )
        {
            yield return new InvalidField(nameof(fields.ClientKeys), problem);
        }
    }

    private static string? ProblemOf(string keys)
    {
        try
        {
            var set = JsonWebKeySet.Create(keys);
            return set.Keys.Count is 0 or > 10 ? "Enter a JSON Web Key Set with one to ten keys."
                : set.Keys.Any(k => k.HasPrivateKey || k.Kty is JsonWebAlgorithmsKeyTypes.Octet)
                    ? "There is a secret in it. Enter the public keys only, and make a new key."
                : set.Keys.Any(k => k.Kty is not (JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve))
                    ? "Use RSA or elliptic curve keys."
                : set.Keys.Any(k => k.Kty is JsonWebAlgorithmsKeyTypes.RSA && k.KeySize < 2048) ? "Use RSA keys of at least 2048 bits."
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException)
        {
            return "This is no JSON Web Key Set. It begins with {\"keys\": [ …";
        }
    }

    private static IEnumerable<Problem> Scopes(OpenIdFields fields)
    {
        for (var i = 0; i < fields.Scopes.Count; i++)
        {
            var scope = fields.Scopes[i].Trim();
            if (scope.Length is 0 or > 100 || scope.AsSpan().ContainsAnyExceptInRange('!', '~') || scope.AsSpan().ContainsAny(NoScope))
            {
                yield return new InvalidField(
                    At(nameof(fields.Scopes), i),
                    "Use up to 100 letters, digits, dots, colons and the like, without blanks."
                );
            }
        }
    }

    private static IEnumerable<Problem> Claims(OpenIdFields fields)
    {
        for (var i = 0; i < fields.Claims.Count; i++)
        {
            var (claim, name) = (fields.Claims[i], fields.Claims[i].Name.Trim());
            if (claim.Source is SamlValueSource.Constant or SamlValueSource.CustomAttribute && string.IsNullOrWhiteSpace(claim.Value))
            {
                yield return new InvalidField(
                    At(nameof(fields.Claims), i) + "." + nameof(claim.Value),
                    claim.Source is SamlValueSource.Constant ? "Enter the value." : "Enter the name of the custom attribute."
                );
            }

            if (OpenIdUserClaims.Reserved.Contains(name) || name.StartsWith("oi_", StringComparison.OrdinalIgnoreCase))
            {
                yield return new InvalidField(
                    At(nameof(fields.Claims), i) + "." + nameof(claim.Name),
                    "The protocol itself uses this name."
                );
            }

            if (fields.Claims.Take(i).Any(c => string.Equals(c.Name.Trim(), name, StringComparison.Ordinal)))
            {
                yield return new InvalidField(At(nameof(fields.Claims), i) + "." + nameof(claim.Name), "Another one has this name.");
            }
        }
    }

    private static string At(string list, int row) => string.Create(CultureInfo.InvariantCulture, $"{list}[{row}]");
}
