using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portico.Platform.Http;
using Portico.Platform.Ui.Development;

namespace Portico.Platform.Ui;

/// <summary>Wires the pages: static server rendering of components, static assets, and the preferences a browser keeps.</summary>
public static class PorticoUi
{
    public static IServiceCollection AddPorticoUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.TryAddSingleton(TimeProvider.System);
        services.AddAntiforgery();
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<IHttpContextAccessor>(
                (antiforgery, http) =>
                    antiforgery.Cookie = new HostCookie(http, "portico-antiforgery")
                    {
                        HttpOnly = true,
                        SameSite = SameSiteMode.Lax,
                        SecurePolicy = CookieSecurePolicy.SameAsRequest,
                        IsEssential = true,
                    }
            );
        return services;
    }

    public static RazorComponentsEndpointConventionBuilder MapPorticoUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPost(Preferences.Path, SavePreferences).AllowAnonymous().ExcludeFromDescription();

        var pages = app.MapRazorComponents<AppDocument>();
        var isDevelopment = app.Environment.IsDevelopment();
        pages.Add(endpoint => OpenOrHideDevelopmentPage(endpoint, isDevelopment));
        if (isDevelopment)
        {
            app.MapPieces();
        }

        return pages;
    }

    /// <summary>Keeps the theme or the state of the side navigation in a cookie and goes back; without JavaScript the only way, with it a fallback.</summary>
    private static RedirectHttpResult SavePreferences(
        HttpContext context,
        [FromForm] string? theme,
        [FromForm] string? side,
        [FromForm] string? returnUrl
    )
    {
        Preferences.Of(context).With(theme, side).WriteTo(context);
        return TypedResults.LocalRedirect(LocalAddress.Is(returnUrl) ? returnUrl! : "/");
    }

    /// <summary>The pages of pieces need no sign-in, and exist in a development build only.</summary>
    private static void OpenOrHideDevelopmentPage(EndpointBuilder endpoint, bool isDevelopment)
    {
        if (
            endpoint is not RouteEndpointBuilder route
            || !route.RoutePattern.RawText!.TrimStart('/').StartsWith("development/", StringComparison.Ordinal)
        )
        {
            return;
        }

        endpoint.Metadata.Add(new AllowAnonymousAttribute());
        if (!isDevelopment)
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        }
    }
}
