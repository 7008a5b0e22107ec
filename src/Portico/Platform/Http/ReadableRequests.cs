using Microsoft.AspNetCore.Http.Extensions;
using Portico.Platform.Http.Api;

namespace Portico.Platform.Http;

/// <summary>Refuses what no browser sends and nothing behind could read: it is the sender's fault, and must not look like one of ours.</summary>
public static class ReadableRequests
{
    /// <summary>
    /// A host that no address can have. Goes before all that shows pages: they write addresses with it, so none can say what is wrong.
    /// Supervisors may leave it out.
    /// </summary>
    public static IApplicationBuilder UseReadableHosts(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.Path.Value is Health.LivePath or Health.ReadyPath || HasReadableHost(context.Request))
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );

    private static bool HasReadableHost(HttpRequest request)
    {
        try
        {
            var host = request.Host;
            return host.HasValue && Uri.TryCreate(UriHelper.BuildAbsolute(request.Scheme, host), UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            // "xn--" begins a name in other letters (RFC 3492), and what follows spells none.
            return false;
        }
    }

    /// <summary>A form that is none, or too large. Goes before all that reads forms; the page in place says what to do.</summary>
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                try
                {
                    if (
                        HttpMethods.IsPost(context.Request.Method)
                        && !ApiWeb.IsApi(context)
                        && context.GetEndpoint() is not null
                        && context.Request.HasFormContentType
                    )
                    {
                        await context.Request.ReadFormAsync(context.RequestAborted);
                    }
                }
                // IOException: it ends too early, or never came. NotSupportedException: an encoding that .NET refuses.
                catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or NotSupportedException)
                {
                    context.Response.StatusCode = (unreadable as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
                    return;
                }

                await next(context);
            }
        );
}
