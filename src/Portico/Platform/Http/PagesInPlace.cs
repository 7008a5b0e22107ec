using Microsoft.AspNetCore.Diagnostics;

namespace Portico.Platform.Http;

/// <summary>
/// A page that stands in for an answer (nothing here, something went wrong) is looked at, not posted to, whatever the request was: the
/// form that came with it is another page's.
/// </summary>
public static class PagesInPlace
{
    /// <summary>Goes after what puts such pages in place.</summary>
    public static IApplicationBuilder UsePagesInPlace(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    context.Features.Get<IStatusCodeReExecuteFeature>() is not null
                    || context.Features.Get<IExceptionHandlerPathFeature>() is not null
                )
                {
                    context.Request.Method = HttpMethods.Get;
                }

                return next(context);
            }
        );
}
