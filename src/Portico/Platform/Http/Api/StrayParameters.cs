using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>Refuses parameters in the address of a route that takes none, as <see cref="Query{T}"/> refuses those that it does not know.</summary>
internal static class StrayParameters
{
    public static Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query.Count > 0 && context.GetEndpoint()?.Metadata.GetMetadata<QueryMetadata>() is null)
        {
            var validation = context.RequestServices.GetRequiredService<RequestValidation>();
            GivenMembers.SetFromQuery(Nothing.Instance, context.Request.Query, validation);
        }

        return next(context);
    }
}
