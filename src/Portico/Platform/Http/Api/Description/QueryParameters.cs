using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Lists the properties of the request that an endpoint reads from its query.</summary>
internal sealed class QueryParameters(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        foreach (var query in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryMetadata>())
        {
            var type = json.Value.SerializerOptions.GetTypeInfo(query.Type);
            var schema = await context.GetOrCreateSchemaAsync(query.Type, cancellationToken: cancellationToken);
            var fresh = type.CreateObject?.Invoke();
            foreach (var member in type.Properties.Where(p => p.Set is not null))
            {
                if (schema.Properties?.TryGetValue(member.Name, out var property) is true)
                {
                    operation.Parameters ??= [];
                    operation.Parameters.Add(Describe(member, property, fresh));
                }
            }
        }
    }

    private static OpenApiParameter Describe(JsonPropertyInfo member, IOpenApiSchema property, object? fresh)
    {
        var isRequired = SchemaConstraints.IsRequired(member);
        var parameter = new OpenApiParameter
        {
            Name = member.Name,
            In = ParameterLocation.Query,
            Required = isRequired,
            Description = property.Description,
            Schema = property,
        };
        if (property is OpenApiSchema schema)
        {
            // What is not in a query is absent; nothing in it is null.
            schema.Type &= ~JsonSchemaType.Null;
            schema.Enum = schema.Enum?.Where(value => value is not null && !value.IsJsonNullSentinel()).ToList();
            // Whoever tries it out in the reference would send the example.
            schema.Examples = isRequired ? schema.Examples : null;
            SchemaConstraints.Write(schema, member);
            parameter.Description = schema.Description;
            schema.Description = null;
            schema.Default ??= isRequired ? null : SchemaConstraints.DefaultOf(member, fresh);
        }

        return parameter;
    }
}
