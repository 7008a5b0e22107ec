using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Where what was made can be had, and which version was read.</summary>
internal sealed class ResponseHeaders : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var hasVersion = context.Description.ActionDescriptor.EndpointMetadata.OfType<ETagMetadata>().Any();
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (answer is not OpenApiResponse response)
            {
                continue;
            }

            if (status is "201")
            {
                Add(response, "Location", "The address of what was made, on this server.", "uri-reference");
            }

            if (hasVersion && (status is "200" or "201"))
            {
                Add(response, "ETag", "The version that it has now, for If-Match.", format: null);
            }
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiResponse response, string name, string description, string? format)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
        };
    }
}
