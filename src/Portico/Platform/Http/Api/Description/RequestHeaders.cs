using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>The headers by which a caller says which version he means, and that he repeats himself.</summary>
internal sealed class RequestHeaders : IOpenApiOperationTransformer
{
    private const int KeyMaxLength = 255;

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (metadata.OfType<IdempotentMetadata>().Any())
        {
            operation.Parameters.Add(
                Header(
                    "Idempotency-Key",
                    "Chosen by the caller, one for each thing to do: what comes again with the same key is not done again, and gets the first answer.",
                    new()
                    {
                        Type = JsonSchemaType.String,
                        MinLength = 1,
                        MaxLength = KeyMaxLength,
                    }
                )
            );
        }

        if (metadata.OfType<IfMatchMetadata>().Any())
        {
            operation.Parameters.Add(
                Header(
                    "If-Match",
                    "The ETag with which it was read: if it has another by now, nothing is changed and the answer is 412. Without it, or with *, whatever is there is changed.",
                    new() { Type = JsonSchemaType.String }
                )
            );
        }

        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, string description, OpenApiSchema schema) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = schema,
        };
}
