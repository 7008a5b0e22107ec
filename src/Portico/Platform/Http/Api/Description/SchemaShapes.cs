using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>
/// Tells requests from results. A request names what must be given and what may be, and nothing else; a result names what is always
/// there.
/// </summary>
internal sealed class SchemaShapes(SchemaNames names) : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var operations = document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(o => o.Value).ToList();
        var requests = Reached(operations.SelectMany(o => o.RequestBody?.Content?.Values ?? []));
        var results = Reached(operations.SelectMany(o => o.Responses ?? []).SelectMany(r => r.Value.Content?.Values ?? []));
        foreach (var (name, type) in names.Types)
        {
            if (
                type.Kind is not JsonTypeInfoKind.Object
                || document.Components?.Schemas?.TryGetValue(name, out var kept) is not true
                || kept is not OpenApiSchema schema
            )
            {
                continue;
            }

            if (requests.Contains(name))
            {
                WriteRequest(schema, type, isResult: results.Contains(name));
                WritePatch(name, schema);
            }
            else
            {
                WriteResult(schema, type);
            }
        }

        // What only queries use is written there; what only patches use has their names.
        foreach (var unused in names.Types.Keys.Where(name => !requests.Contains(name) && !results.Contains(name)))
        {
            document.Components?.Schemas?.Remove(unused);
        }

        return Task.CompletedTask;
    }

    private static void WriteRequest(OpenApiSchema schema, JsonTypeInfo type, bool isResult)
    {
        schema.AdditionalPropertiesAllowed = false;
        var fresh = type.CreateObject?.Invoke();
        foreach (var (member, property) in MembersOf(schema, type))
        {
            if (member.Set is null && member.AssociatedParameter is null && !isResult)
            {
                schema.Properties!.Remove(member.Name);
                continue;
            }

            if (property is OpenApiSchema own)
            {
                SchemaConstraints.Write(own, member);
            }

            var value = SchemaConstraints.IsRequired(member) ? null : SchemaConstraints.DefaultOf(member, fresh);
            switch (property)
            {
                case OpenApiSchema written:
                    written.Default ??= value;
                    break;
                case OpenApiSchemaReference reference:
                    reference.Default ??= value;
                    break;
            }
        }
    }

    private static void WritePatch(string name, OpenApiSchema schema)
    {
        if (!SchemaVariants.IsPatch(name))
        {
            return;
        }

        schema.Description = "What to change: a member that is left out stays as it is, and null takes away what may be absent.";
        schema.Required = null;
        foreach (var member in schema.Properties?.Values ?? [])
        {
            switch (member)
            {
                case OpenApiSchema written:
                    written.Default = null;
                    break;
                case OpenApiSchemaReference reference:
                    reference.Default = null;
                    break;
            }
        }
    }

    private static void WriteResult(OpenApiSchema schema, JsonTypeInfo type)
    {
        schema.AdditionalPropertiesAllowed = true;
        var members = MembersOf(schema, type);
        foreach (var (member, property) in members)
        {
            if (property is not OpenApiSchema own)
            {
                continue;
            }

            // Nobody leaves it out of an answer.
            own.Default = null;
            own.MinLength = own.MinLength is 0 ? null : own.MinLength;
            // The framework takes what cannot be set for what may be null.
            own.Type = member.IsGetNullable ? own.Type : own.Type & ~JsonSchemaType.Null;
        }

        schema.Required = members.Where(m => IsAlwaysWritten(m.Member)).Select(m => m.Member.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsAlwaysWritten(JsonPropertyInfo member) =>
        member.ShouldSerialize is null && (member.Options.DefaultIgnoreCondition is JsonIgnoreCondition.Never || !member.IsGetNullable);

    private static List<(JsonPropertyInfo Member, IOpenApiSchema Schema)> MembersOf(OpenApiSchema schema, JsonTypeInfo type) =>
        [
            .. from member in type.Properties
            where schema.Properties?.ContainsKey(member.Name) is true
            select (member, schema.Properties![member.Name]),
        ];

    /// <summary>The names of the schemas that these contents use, directly or inside one another.</summary>
    private static HashSet<string> Reached(IEnumerable<OpenApiMediaType> contents)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<IOpenApiSchema?>(contents.Select(c => c.Schema));
        while (open.TryPop(out var schema))
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } id } && !reached.Add(id))
            {
                continue;
            }

            foreach (var part in PartsOf(schema))
            {
                open.Push(part);
            }
        }

        return reached;
    }

    private static IEnumerable<IOpenApiSchema?> PartsOf(IOpenApiSchema? schema) =>
        schema is null
            ? []
            :
            [
                .. schema.Properties?.Values ?? [],
                .. schema.OneOf ?? [],
                .. schema.AnyOf ?? [],
                .. schema.AllOf ?? [],
                schema.Items,
                schema.AdditionalProperties,
            ];
}
