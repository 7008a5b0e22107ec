using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>
/// Gives one type a schema for each of its uses: beside <c>UpdateGeneralSettingsRequest</c>, which is set as a whole,
/// <c>UpdateGeneralSettingsPatch</c>, of which any member may be left out, and <c>UpdateGeneralSettingsResult</c>, which has them all.
/// Goes before what tells requests from results.
/// </summary>
internal sealed class SchemaVariants(SchemaNames names) : IOpenApiOperationTransformer, IOpenApiDocumentTransformer
{
    private const string Request = "Request";
    private const string Result = "Result";
    private const string Patch = "Patch";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<PatchMetadata>().Any())
        {
            operation.Metadata ??= new Dictionary<string, object>(StringComparer.Ordinal);
            operation.Metadata[Patch] = true;
        }

        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(o => o.Value))
        {
            if (operation.Metadata?.ContainsKey(Patch) is true)
            {
                Rename(operation.RequestBody?.Content, Patch, document);
            }

            foreach (var (_, response) in operation.Responses ?? [])
            {
                Rename(response.Content, Result, document);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether all of its members may be left out.</summary>
    public static bool IsPatch(string name) => name.EndsWith(Patch, StringComparison.Ordinal);

    private void Rename(IDictionary<string, OpenApiMediaType>? contents, string use, OpenApiDocument document)
    {
        foreach (var content in contents?.Values ?? [])
        {
            if (content.Schema is OpenApiSchemaReference { Reference.Id: { } id } && id.EndsWith(Request, StringComparison.Ordinal))
            {
                var name = id[..^Request.Length] + use;
                if (names.Types.TryGetValue(id, out var type) && names.Add(name, type))
                {
                    document.AddComponent<IOpenApiSchema>(name, CopyOf(document.Components!.Schemas![id]));
                }

                content.Schema = new OpenApiSchemaReference(name, document);
            }
        }
    }

    /// <summary>One whose members are its own: they are told differently.</summary>
    private static OpenApiSchema CopyOf(IOpenApiSchema schema)
    {
        var copy = (OpenApiSchema)schema.CreateShallowCopy();
        copy.Properties = copy.Properties?.ToDictionary(p => p.Key, p => p.Value.CreateShallowCopy(), StringComparer.Ordinal);
        return copy;
    }
}
