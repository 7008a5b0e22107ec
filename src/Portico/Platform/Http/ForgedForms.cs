using Microsoft.AspNetCore.Antiforgery;

namespace Portico.Platform.Http;

/// <summary>
/// Refuses a form that no page of ours made for this person, before its page runs; the answer is empty, so that the page in its place
/// says what to do.
/// </summary>
public static class ForgedForms
{
    /// <summary>Goes right after the anti-forgery check, which only looks.</summary>
    public static IApplicationBuilder UseRefusalOfForgedForms(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var isChecked = context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true };
                // By a page in place of an answer, nothing is posted any more.
                if (
                    !isChecked
                    || HttpMethods.IsGet(context.Request.Method)
                    || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
                )
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }
        );
}
