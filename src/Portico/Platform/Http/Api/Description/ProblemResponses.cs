using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Says of each operation in which ways it can fail. The answers themselves are written once, and referred to.</summary>
internal sealed class ProblemResponses : IOpenApiOperationTransformer
{
    /// <summary>The failures: status, name, description.</summary>
    private static readonly (int Status, string Name, string Description)[] Failures =
    [
        (400, "BadRequest", "The request is wrong in itself: something is missing, too long, out of range or unknown."),
        (401, "Unauthorized", "No credential was given, or it is not valid."),
        (403, "Forbidden", "The caller's role does not grant this, or the key may not be used from this network."),
        (404, "NotFound", "It does not exist, or the caller may not know that it does."),
        (409, "Conflict", "The request collides with what is stored."),
        (412, "PreconditionFailed", "It was changed since it was read: If-Match names another version."),
        (413, "ContentTooLarge", "The body is too large."),
        (415, "UnsupportedMediaType", "The body has a content type that is not taken here."),
        (422, "IdempotencyKeyReused", "The Idempotency-Key was used before, for a different request."),
        (429, "TooManyRequests", "The key has made too many requests, or a wrong password was given too often."),
        (503, "ServiceUnavailable", "The server is too busy for this at the moment."),
    ];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod;
        var isReading = HttpMethods.IsGet(method ?? "") || HttpMethods.IsHead(method ?? "");
        operation.Responses ??= [];
        foreach (var (status, name, description) in Failures)
        {
            var isPossible = status switch
            {
                401 => !metadata.OfType<IAllowAnonymous>().Any(),
                409 => !isReading || operation.RequestBody is not null,
                412 => metadata.OfType<IfMatchMetadata>().Any(),
                413 or 415 => operation.RequestBody is not null,
                422 => metadata.OfType<IdempotentMetadata>().Any(),
                503 => operation.Responses.ContainsKey("503"),
                _ => true,
            };
            if (isPossible)
            {
                AddTo(context.Document!, status, name, description);
                operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponseReference(name, context.Document);
            }
        }

        return Task.CompletedTask;
    }

    private static void AddTo(OpenApiDocument document, int status, string name, string description)
    {
        document.AddComponent<IOpenApiSchema>(ProblemSchema.Name, ProblemSchema.Create());
        var response = new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema.Name, document) },
            },
        };
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
            {
                ["Retry-After"] = new OpenApiHeader
                {
                    Description = "After so many seconds it may be tried again.",
                    Required = true,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
                },
            };
        }

        document.AddComponent<IOpenApiResponse>(name, response);
    }
}
