using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Describes what is no JSON where it is used: bytes as they are, not the framework's file of a form.</summary>
internal sealed class BinaryBodies : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var contents = (operation.Responses ?? []).Select(r => r.Value.Content).Append(operation.RequestBody?.Content);
        foreach (var (type, content) in contents.SelectMany(c => c ?? new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)))
        {
            if (!type.EndsWith("json", StringComparison.Ordinal))
            {
                content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
            }
        }

        return Task.CompletedTask;
    }
}
