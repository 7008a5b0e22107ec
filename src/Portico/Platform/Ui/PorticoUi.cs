using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        return services;
    }

    public static RazorComponentsEndpointConventionBuilder MapPorticoUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPost(Preferences.Path, SavePreferences).AllowAnonymous().ExcludeFromDescription();

        var pages = app.MapRazorComponents<AppDocument>();
        if (app.Environment.IsDevelopment())
        {
            app.MapPieces();
        }
        else
        {
            pages.Add(HideDevelopmentPages);
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
        return TypedResults.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : "/");
    }

    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/', ..] && url is not ['/', '\\', ..] && !url.Any(char.IsControl);

    private static void HideDevelopmentPages(EndpointBuilder endpoint)
    {
        if (
            endpoint is RouteEndpointBuilder route
            && route.RoutePattern.RawText!.TrimStart('/').StartsWith("development/", StringComparison.Ordinal)
        )
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        }
    }
}
