using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Describes what stands in the path: ids as ids, and what a wrapper reads from the route although the handler does not name it.</summary>
internal sealed class RouteParameters : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        foreach (
            var known in context.Description.ParameterDescriptions.Where(p => p.ParameterDescriptor?.ParameterType == typeof(ObjectId))
        )
        {
            if (
                operation.Parameters.FirstOrDefault(p => string.Equals(p.Name, known.Name, StringComparison.Ordinal))
                is OpenApiParameter parameter
            )
            {
                parameter.Schema = SchemaValues.Id();
            }
        }

        foreach (var name in RoutePatternFactory.Parse(context.Description.RelativePath!).Parameters.Select(p => p.Name))
        {
            if (!operation.Parameters.Any(p => p.In is ParameterLocation.Path && string.Equals(p.Name, name, StringComparison.Ordinal)))
            {
                operation.Parameters.Add(
                    new OpenApiParameter
                    {
                        Name = name,
                        In = ParameterLocation.Path,
                        Required = true,
                        Schema = name.EndsWith("Id", StringComparison.Ordinal)
                            ? SchemaValues.Id()
                            : new OpenApiSchema { Type = JsonSchemaType.String },
                    }
                );
            }
        }

        return Task.CompletedTask;
    }
}
