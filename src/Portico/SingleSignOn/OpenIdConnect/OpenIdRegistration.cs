using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Portico.SingleSignOn.OpenIdConnect.Http;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.OpenIdConnect.Testing;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect;

/// <summary>Registers the OpenID Connect provider of every organization.</summary>
public static class OpenIdRegistration
{
    public static IServiceCollection AddOpenIdConnect(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<OpenIdAddresses>();
        services.AddSingleton<OpenIdKeyring>();
        services.AddSingleton<OpenIdFrontChannel>();
        services.AddSingleton<OpenIdArrivals>();
        services.AddSingleton<OpenIdConfirmations>();
        services.AddSingleton<OpenIdConsents>();
        services.AddScoped<OpenIdTurn>();
        services.AddScoped<OpenIdEndpoint>();
        services.AddScoped(provider => new OpenIdRehearsal(
            provider.GetRequiredService<OpenIdTurn>(),
            provider.GetRequiredService<OpenIdIssuers>(),
            provider.GetRequiredService<IOpenIddictServerFactory>(),
            provider.GetRequiredService<IOpenIddictServerDispatcher>()
        ));
        services.AddHostedService<OpenIdSweep>();
        services.AddSingleton<OpenIdLogoutPump>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenIdLogoutPump>());
        services
            .AddOpenIddict()
            .AddCore(core =>
                core.SetDefaultApplicationEntity<OpenIdClient>()
                    .SetDefaultAuthorizationEntity<OpenIdGrant>()
                    .SetDefaultScopeEntity<OpenIdScope>()
                    .SetDefaultTokenEntity<OpenIdToken>()
                    .ReplaceApplicationManager<OpenIdClient, OpenIdClients>()
                    .ReplaceApplicationStore<OpenIdClient, OpenIdClientStore>()
                    .ReplaceAuthorizationStore<OpenIdGrant, OpenIdGrantStore>()
                    .ReplaceScopeStore<OpenIdScope, OpenIdScopeStore>()
                    .ReplaceTokenStore<OpenIdToken, OpenIdTokenStore>()
                    // The stores know what one request has read.
                    .DisableEntityCaching()
            )
            .AddServer(Configure);
        services.AddSingleton<OpenIdIssuers>();
        services.AddSingleton<IOptionsMonitor<OpenIddictServerOptions>>(provider => provider.GetRequiredService<OpenIdIssuers>());
        LeaveAuthenticationAlone(services);
        return services;
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .AllowDeviceAuthorizationFlow()
            .SetConfigurationEndpointUris(OpenIdAddresses.Discovery)
            .SetJsonWebKeySetEndpointUris(OpenIdAddresses.Keys)
            .SetAuthorizationEndpointUris(OpenIdAddresses.Authorize)
            .SetPushedAuthorizationEndpointUris(OpenIdAddresses.Push)
            .SetTokenEndpointUris(OpenIdAddresses.Token)
            .SetUserInfoEndpointUris(OpenIdAddresses.UserInfo)
            .SetIntrospectionEndpointUris(OpenIdAddresses.Introspect)
            .SetRevocationEndpointUris(OpenIdAddresses.Revoke)
            .SetDeviceAuthorizationEndpointUris(OpenIdAddresses.Device)
            .SetEndUserVerificationEndpointUris(OpenIdAddresses.Verify)
            .SetEndSessionEndpointUris(OpenIdAddresses.Logout)
            .RegisterScopes(
                Scopes.OpenId,
                Scopes.OfflineAccess,
                Scopes.Profile,
                Scopes.Email,
                Scopes.Phone,
                Scopes.Address,
                OpenIdScopes.Groups
            )
            .RegisterClaims([.. OpenIdUserClaims.Names])
            .DisableAccessTokenEncryption()
            .SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1))
            .SetIdentityTokenLifetime(TimeSpan.FromMinutes(10))
            .SetRefreshTokenReuseLeeway(leeway: null)
            .Configure(options =>
            {
                // RFC 9700 §2.1.1: what travels in the request must not be what redeems the code.
                options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
                options.SubjectTypes.Add(SubjectTypes.Pairwise);
                options.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.ClientSecretJwt);
                options.ResponseModes.Remove(ResponseModes.Fragment);
            });
        // TLS ends where the public address says; a request that came another way never reaches an address of ours.
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.UseDataProtection().PreferDefaultAccessTokenFormat();
        server
            .AddEventHandler(UseIssuerAddress.Descriptor)
            .AddEventHandler(SignAsTheClientWants.Descriptor)
            .AddEventHandler(TakeAssertionsWithoutType.Descriptor)
            .AddEventHandler(TakeAssertionsOnce.Descriptor)
            .AddEventHandler(DescribeIssuer.Descriptor)
            .AddEventHandler(AnswerAuthorization.Descriptor)
            .AddEventHandler(AnswerToken.Descriptor)
            .AddEventHandler(AnswerUserInfo.Descriptor)
            .AddEventHandler(AnswerVerification.Descriptor)
            .AddEventHandler(AnswerEndSession.Descriptor)
            .AddEventHandler(ShowRefusal.Descriptor)
            .AddEventHandler(CarryAnswer.Descriptor);
    }

    /// <summary>
    /// The library would look at every request to Portico as a scheme of authentication. It is asked by the endpoint instead, when it is
    /// known which organization's issuer a request is for.
    /// </summary>
    private static void LeaveAuthenticationAlone(IServiceCollection services)
    {
        foreach (
            var scheme in services
                .Where(s =>
                    s.ImplementationType == typeof(OpenIddictServerAspNetCoreConfiguration)
                    && (
                        s.ServiceType == typeof(IConfigureOptions<AuthenticationOptions>)
                        || s.ServiceType == typeof(IPostConfigureOptions<AuthenticationOptions>)
                    )
                )
                .ToList()
        )
        {
            services.Remove(scheme);
        }
    }
}
