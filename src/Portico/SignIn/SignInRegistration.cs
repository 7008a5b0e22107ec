using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Portico.Platform.Operations;
using Portico.Platform.Ui;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Sessions;

namespace Portico.SignIn;

/// <summary>Registers signing in, and that everything which is not marked as open to anyone needs it.</summary>
public static class SignInRegistration
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<SessionCookie>();
        services.AddHostedService<SessionSweep>();
        return services;
    }

    /// <summary>Identifies the sender of each request; a page or route added later is closed until someone opens it.</summary>
    public static IServiceCollection AddSessionAuthentication(this IServiceCollection services)
    {
        services
            .AddAuthentication(SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, configureOptions: null);
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPasskeys();
    }

    private static async Task<IResult> SignOutAsync(SignOut signOut, IAntiforgery antiforgery, HttpContext context, CancellationToken ct)
    {
        // The form of a page from before another tab signed out is no attack: it gets what it asks for.
        if (SessionCookie.TokenOf(context) is not null && !await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        await signOut.RunAsync(Nothing.Instance, ct);
        SessionCookie.Forget(context);
        var back = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(ct))[ReturnAddress.Name].ToString() : "";
        return TypedResults.LocalRedirect(LocalAddress.Is(back) ? back : SessionAuthentication.SignInPath);
    }
}
