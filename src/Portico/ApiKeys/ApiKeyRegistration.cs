using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Portico.Platform.Http.Api;
using Portico.SignIn.Sessions;

namespace Portico.ApiKeys;

/// <summary>Registers API keys as what the API asks for, and takes there for nobody whom only a session names.</summary>
public static class ApiKeyRegistration
{
    public static IServiceCollection AddApiKeyAuthentication(this IServiceCollection services)
    {
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, configureOptions: null);
        services.Configure<AuthenticationSchemeOptions>(
            SessionAuthentication.SchemeName,
            session => session.ForwardDefaultSelector = context => ApiWeb.IsApi(context) ? ApiKeyAuthentication.SchemeName : null
        );
        services.Configure<AuthorizationOptions>(options =>
            options.AddPolicy(
                ApiWeb.Policy,
                policy => policy.AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser()
            )
        );
        return services;
    }
}
