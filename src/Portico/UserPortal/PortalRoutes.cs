using Microsoft.AspNetCore.Antiforgery;
using Portico.Applications;
using Portico.Platform.Http;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.Saml.Http;
using Portico.UserPortal.Front;
using Portico.UserPortal.Home;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn.Passkeys;

namespace Portico.UserPortal;

/// <summary>What a user portal has besides pages.</summary>
public static class PortalRoutes
{
    public static void MapUserPortal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/o/{Portal}/logo/{Hash}", GetLogoAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/o/{Portal}/applications/{ApplicationId}/logo/{Hash}", GetApplicationLogoAsync).ExcludeFromDescription();
        routes.MapPost("/o/{Portal}/sign-out", SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapUserPasskeys();
    }

    private static async Task<IResult> GetLogoAsync(
        string portal,
        string hash,
        GetPortalLogo logo,
        HttpContext context,
        CancellationToken ct
    )
    {
        var outcome = await logo.RunAsync(new(portal, hash), ct);
        if (!outcome.Succeeded)
        {
            return TypedResults.StatusCode(outcome.Problem.StatusCode());
        }

        // The address names the content, and anybody may see it.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(outcome.Value.Content, outcome.Value.ContentType);
    }

    private static async Task<IResult> GetApplicationLogoAsync(
        string applicationId,
        string hash,
        GetMyApplicationLogo logo,
        HttpContext context,
        CancellationToken ct
    )
    {
        var outcome = await logo.RunAsync(new(ApplicationRoutes.IdOf(applicationId), hash), ct);
        return outcome.Succeeded ? ApplicationRoutes.Serve(context, outcome.Value) : TypedResults.StatusCode(outcome.Problem.StatusCode());
    }

    private static async Task<IResult> SignOutAsync(
        string portal,
        SignOutUser signOut,
        IAntiforgery antiforgery,
        HttpContext context,
        CancellationToken ct
    )
    {
        // The form of a page from before another tab signed out is no attack: it gets what it asks for.
        if (UserSessionCookie.TokenOf(context) is not null && !await antiforgery.IsRequestValidAsync(context))
        {
            return TypedResults.BadRequest();
        }

        var outcome = await signOut.RunAsync(new(), ct);
        UserSessionCookie.Forget(context);
        var next = outcome.Value?.Logout is { } logout
            ? SamlSignOut.PathOf(portal, logout)
            : $"{PortalPath.Root}/{Uri.EscapeDataString(portal)}";
        return outcome.Value is { Frames: { Count: > 0 } frames }
            ? SignOnPages.SigningOut(context, frames, next)
            : TypedResults.LocalRedirect(next);
    }
}
