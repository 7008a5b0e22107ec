using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>What stands around the operations: its title; and an order that no change of the code disturbs.</summary>
internal sealed class DocumentFrame : IOpenApiDocumentTransformer
{
    private const string Description = """
        Does what the pages of Portico do, by the same operations and with the same permissions.

        **Keys.** Each request carries an API key, in the header x-api-key or as a bearer token. A key reaches what its owner reaches; what it does not reach does not exist for it, and answers 404.

        **Bodies.** JSON (RFC 8259) of at most 64 KiB; a logo is sent as it is, and has at most 1 MiB. Members and parameters that are not described here are refused. Times are in UTC (RFC 3339).

        **Failures.** Whatever fails answers with problem details (RFC 9457). Rely on the code, which stays the same; `errors` has all that is wrong with the request, each by its member. A 500 is a fault of the server: look whether it was done before you try again.

        **Lists.** `limit` and `skip` choose a part of a list and `sort` its order; `totalCount` says how many there are in all.

        **Edits.** What can be edited is answered with an ETag. Send it back in If-Match: when someone else has changed it meanwhile, the answer is 412 and nothing is changed. PATCH changes the members given and leaves the others (RFC 7396).

        **Repeats.** A POST with an Idempotency-Key is done once: whoever sends the same again within 24 hours gets the first answer, with the header Idempotent-Replayed.

        **Limits.** A key may make so many requests a minute. Each answer tells it in RateLimit-Policy and RateLimit, and in RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset (seconds); beyond it the answer is 429, and Retry-After says when to come back.
        """;

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Portico API",
            Version = "1",
            Description = Description,
            License = new OpenApiLicense { Name = "Apache License 2.0", Identifier = "Apache-2.0" },
        };
        // The one that was asked: its address does not belong in a text that is the same everywhere.
        document.Servers = [new OpenApiServer { Url = "/" }];
        Sort(document);
        return Task.CompletedTask;
    }

    private static void Sort(OpenApiDocument document)
    {
        var paths = document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal).ToList();
        document.Paths = [];
        foreach (var (path, item) in paths)
        {
            document.Paths.Add(path, item);
            foreach (var (_, operation) in item.Operations ?? [])
            {
                var responses = operation.Responses!.OrderBy(r => r.Key, StringComparer.Ordinal).ToList();
                operation.Responses!.Clear();
                responses.ForEach(r => operation.Responses.Add(r.Key, r.Value));
            }
        }

        document.Components!.Schemas = Sorted(document.Components.Schemas);
        document.Components.Responses = Sorted(document.Components.Responses);
    }

    private static Dictionary<string, T>? Sorted<T>(IDictionary<string, T>? named) =>
        named?.OrderBy(n => n.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
