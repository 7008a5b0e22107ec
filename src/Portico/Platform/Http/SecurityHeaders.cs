namespace Portico.Platform.Http;

/// <summary>The endpoint's page writes styles of its own into itself. Whoever adds it says why it must.</summary>
public sealed record InlineStylesMetadata;

/// <summary>This answer holds a form that goes elsewhere, as sign-in to another site does; it tells that site our origin.</summary>
/// <param name="Sources">As in the directive form-action.</param>
public sealed record FormTargets(string Sources);

/// <summary>This answer shows frames of other sites.</summary>
/// <param name="Sources">As in the directive frame-src.</param>
public sealed record FrameSources(string Sources);

/// <summary>
/// What every answer tells the browser: only our own scripts and styles, none written into a page; no frame around it; no address of
/// ours to other sites; nothing of a page kept.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Pictures from data addresses are the tab's icon and the preview of a chosen file.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private static readonly string WithInlineStyles = ContentSecurityPolicy.Replace(
        "style-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        StringComparison.Ordinal
    );

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var answered = (HttpContext)state;
                        Add(answered.Response.Headers);
                        if (answered.GetEndpoint()?.Metadata.GetMetadata<InlineStylesMetadata>() is not null)
                        {
                            answered.Response.Headers.ContentSecurityPolicy = WithInlineStyles;
                        }

                        if (answered.Features.Get<FormTargets>() is { } targets)
                        {
                            SendElsewhere(answered.Response.Headers, targets);
                        }

                        if (answered.Features.Get<FrameSources>() is { } frames)
                        {
                            answered.Response.Headers.ContentSecurityPolicy = $"{ContentSecurityPolicy}; frame-src {frames.Sources}";
                        }

                        return Task.CompletedTask;
                    },
                    context
                );
                return next(context);
            }
        );

    /// <summary>Without a referrer a browser calls the origin of such a form "null", which many sites refuse.</summary>
    private static void SendElsewhere(IHeaderDictionary headers, FormTargets targets)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace(
            "form-action 'self'",
            $"form-action 'self' {targets.Sources}",
            StringComparison.Ordinal
        );
        headers["Referrer-Policy"] = "strict-origin";
    }

    private static void Add(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        // Assets and logos say themselves how long they are right; a page is right once.
        if (headers.CacheControl.Count is 0)
        {
            headers.CacheControl = "no-store";
        }
    }
}
