using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Groups operations by noun: by the tag that a route was given, else by the first word of its name.</summary>
internal sealed class OperationTags : IOpenApiOperationTransformer, IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (
            !context.Description.ActionDescriptor.EndpointMetadata.OfType<ITagsMetadata>().Any()
            && operation.OperationId?.Split('.')[0] is { Length: > 0 } noun
        )
        {
            var tag = char.ToUpper(noun[0], CultureInfo.InvariantCulture) + noun[1..];
            operation.Tags = new HashSet<OpenApiTagReference> { new(tag, context.Document) };
        }

        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var described = context
            .DescriptionGroups.SelectMany(group => group.Items)
            .SelectMany(endpoint => endpoint.ActionDescriptor.EndpointMetadata)
            .OfType<TagMetadata>()
            .ToLookup(tag => tag.Name, tag => tag.Description, StringComparer.Ordinal);
        var used =
            from path in document.Paths.Values
            from operation in path.Operations ?? []
            from tag in operation.Value.Tags ?? new HashSet<OpenApiTagReference>()
            select tag.Reference.Id;
        document.Tags = used.Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name, Description = described[name!].FirstOrDefault() })
            .ToHashSet();
        return Task.CompletedTask;
    }
}
