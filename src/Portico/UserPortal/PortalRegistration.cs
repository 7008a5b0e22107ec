using Microsoft.AspNetCore.Authentication;
using Portico.SignIn.Sessions;
using Portico.UserPortal.Sessions;

namespace Portico.UserPortal;

/// <summary>Registers the user portal, and its sessions as what counts under <c>/o</c>.</summary>
public static class PortalRegistration
{
    public static IServiceCollection AddUserPortal(this IServiceCollection services)
    {
        services.AddSingleton<UserSessionCookie>();
        services.AddSingleton<PortalMail>();
        services.AddSingleton<SigningIn.PortalChoices>();
        services.AddHostedService<UserSessionSweep>();
        services.AddHostedService<Passwords.ExpiryWarnings>();
        return services;
    }

    public static IServiceCollection AddUserSessionAuthentication(this IServiceCollection services)
    {
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, UserSessionAuthentication>(
                UserSessionAuthentication.SchemeName,
                configureOptions: null
            );
        services.PostConfigure<AuthenticationSchemeOptions>(
            SessionAuthentication.SchemeName,
            session =>
            {
                var elsewhere = session.ForwardDefaultSelector;
                session.ForwardDefaultSelector = context =>
                    PortalPath.IsPortal(context) ? UserSessionAuthentication.SchemeName : elsewhere?.Invoke(context);
            }
        );
        return services;
    }
}
