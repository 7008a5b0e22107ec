using System.Collections.Immutable;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Portico.Applications;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>An application as the protocol knows it: a client, with what it may ask for.</summary>
internal sealed class OpenIdClient(Application application, OpenIdSettings settings)
{
    private static readonly string[] UserScopes = [Scopes.Profile, Scopes.Email, Scopes.Phone, Scopes.Address, OpenIdScopes.Groups];

    public Application Application => application;
    public OpenIdSettings Settings => settings;
    public ObjectId Id => application.Id;

    /// <summary>What tells it apart in every request (RFC 6749 §2.2).</summary>
    public string ClientId => application.Id.ToString();

    public string Type => settings.ClientType is OpenIdClientType.Public ? ClientTypes.Public : ClientTypes.Confidential;

    public bool UsesSecret => settings is { ClientType: OpenIdClientType.Confidential, Authentication: OpenIdClientAuthentication.Secret };

    /// <summary>The keys with which it signs its assertions; null when it has none.</summary>
    public JsonWebKeySet? Keys =>
        settings
            is { ClientType: OpenIdClientType.Confidential, Authentication: OpenIdClientAuthentication.PrivateKey, ClientKeys: { } keys }
            ? JsonWebKeySet.Create(keys)
            : null;

    public ImmutableArray<string> Permissions { get; } = [.. PermissionsOf(settings)];

    public ImmutableArray<string> Requirements { get; } =
    [
        .. settings.RequiresPkce || settings.ClientType is OpenIdClientType.Public
            ? (string[])[OpenIddictConstants.Requirements.Features.ProofKeyForCodeExchange]
            : [],
        .. settings.RequiresPushedRequests ? (string[])[OpenIddictConstants.Requirements.Features.PushedAuthorizationRequests] : [],
    ];

    /// <summary>How long what it is given counts, in the words of the library.</summary>
    public ImmutableDictionary<string, string> Lifetimes { get; } =
        ImmutableDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create(
                    OpenIddictConstants.Settings.TokenLifetimes.AccessToken,
                    TimeSpan.FromMinutes(settings.AccessTokenMinutes).ToString("c")
                ),
                KeyValuePair.Create(
                    OpenIddictConstants.Settings.TokenLifetimes.RefreshToken,
                    TimeSpan.FromDays(settings.RefreshTokenDays).ToString("c")
                ),
            ]
        );

    private static IEnumerable<string> PermissionsOf(OpenIdSettings settings)
    {
        yield return OpenIddictConstants.Permissions.Endpoints.Token;
        yield return OpenIddictConstants.Permissions.Endpoints.Revocation;
        if (settings.ClientType is OpenIdClientType.Confidential)
        {
            yield return OpenIddictConstants.Permissions.Endpoints.Introspection;
        }

        if (settings.AllowsCode)
        {
            yield return OpenIddictConstants.Permissions.Endpoints.Authorization;
            yield return OpenIddictConstants.Permissions.Endpoints.PushedAuthorization;
            yield return OpenIddictConstants.Permissions.Endpoints.EndSession;
            yield return OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode;
            yield return OpenIddictConstants.Permissions.ResponseTypes.Code;
        }

        if (settings.AllowsRefresh)
        {
            yield return OpenIddictConstants.Permissions.GrantTypes.RefreshToken;
        }

        if (settings.AllowsClientCredentials && settings.ClientType is OpenIdClientType.Confidential)
        {
            yield return OpenIddictConstants.Permissions.GrantTypes.ClientCredentials;
        }

        if (settings.AllowsDevice)
        {
            yield return OpenIddictConstants.Permissions.Endpoints.DeviceAuthorization;
            yield return OpenIddictConstants.Permissions.GrantTypes.DeviceCode;
        }

        foreach (var scope in UserScopes.Concat(settings.Scopes))
        {
            yield return OpenIddictConstants.Permissions.Prefixes.Scope + scope;
        }
    }
}

/// <summary>Scopes of our own.</summary>
internal static class OpenIdScopes
{
    /// <summary>The names of the user's groups, in a claim of the same name.</summary>
    public const string Groups = "groups";
}
