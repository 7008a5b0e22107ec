using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api;

/// <summary>What stands around the operations: its title; and an order that no change of the code disturbs.</summary>
internal sealed class DocumentFrame : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Portico API",
            Version = "1",
            Description =
                "Does what the pages of Portico do, by the same operations and with the same permissions. "
                + "Whatever fails answers with problem details (RFC 9457), whose code a program can rely on.",
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
