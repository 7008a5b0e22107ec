using Portico.Applications;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>How users sign in to an application by OpenID Connect, and what the application must know of the issuer.</summary>
public sealed class GetOpenIdSettings(OperationRunner runner, OpenIdAddresses addresses)
    : OrganizationQuery<ApplicationReference, GetOpenIdSettings.Result>(runner)
{
    public sealed record Result : OpenIdFields
    {
        /// <summary>Whether users can be signed in: it is known where they go.</summary>
        public bool IsSetUp { get; init; }

        /// <summary>What the application is told.</summary>
        public required OpenIdProvider Provider { get; init; }

        /// <summary>What an edit is based on; the ETag.</summary>
        public int Version { get; init; }
    }

    /// <param name="ClientId">The application's, which each of its requests names.</param>
    /// <param name="Issuer">The organization's; most client libraries need nothing else.</param>
    /// <param name="DiscoveryUrl">All that follows in one document, which anybody may read.</param>
    /// <param name="AuthorizationUrl">Where browsers are sent to sign in.</param>
    /// <param name="TokenUrl">Where codes are exchanged.</param>
    /// <param name="UserInfoUrl">Where an access token tells of its user.</param>
    /// <param name="LogoutUrl">Where browsers are sent to sign out.</param>
    /// <param name="KeysUrl">The keys with which tokens are verified.</param>
    public sealed record OpenIdProvider(
        string ClientId,
        string Issuer,
        string DiscoveryUrl,
        string AuthorizationUrl,
        string TokenUrl,
        string UserInfoUrl,
        string LogoutUrl,
        string KeysUrl
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct) =>
        await OpenIdFoundation.FindAsync(request.Id, work, ct) is { } found ? Of(found.Settings) : new NoSuchApplication();

    private Result Of(OpenIdSettings settings)
    {
        var issuer = addresses.IssuerOf(settings.OrganizationId);
        return new()
        {
            ClientType = settings.ClientType,
            Authentication = settings.Authentication,
            ClientKeys = settings.ClientKeys,
            RedirectUris = settings.RedirectUris,
            PostLogoutRedirectUris = settings.PostLogoutRedirectUris,
            AllowsCode = settings.AllowsCode,
            AllowsRefresh = settings.AllowsRefresh,
            AllowsClientCredentials = settings.AllowsClientCredentials,
            AllowsDevice = settings.AllowsDevice,
            RequiresPkce = settings.RequiresPkce,
            RequiresPushedRequests = settings.RequiresPushedRequests,
            RequiresMfa = settings.RequiresMfa,
            SubjectType = settings.SubjectType,
            Algorithm = settings.Algorithm,
            Claims = settings.Claims,
            Scopes = settings.Scopes,
            Audience = settings.Audience,
            AccessTokenMinutes = settings.AccessTokenMinutes,
            RefreshTokenDays = settings.RefreshTokenDays,
            InitiateLoginUri = settings.InitiateLoginUri,
            BackChannelLogoutUri = settings.BackChannelLogoutUri,
            FrontChannelLogoutUri = settings.FrontChannelLogoutUri,
            FrontChannelLogoutNamesSession = settings.FrontChannelLogoutNamesSession,
            IsSetUp = settings.IsSetUp,
            Provider = new(
                settings.ApplicationId.ToString(),
                issuer,
                $"{issuer}/{OpenIdAddresses.Discovery}",
                $"{issuer}/{OpenIdAddresses.Authorize}",
                $"{issuer}/{OpenIdAddresses.Token}",
                $"{issuer}/{OpenIdAddresses.UserInfo}",
                $"{issuer}/{OpenIdAddresses.Logout}",
                $"{issuer}/{OpenIdAddresses.Keys}"
            ),
            Version = settings.Version,
        };
    }
}
