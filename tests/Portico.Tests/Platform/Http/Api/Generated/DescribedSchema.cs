using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>A schema of the document with what it refers to in its place.</summary>
internal sealed class DescribedSchema
{
    private readonly HashSet<string> types;
    private readonly string? pattern;

    private DescribedSchema(JsonNode schema, JsonNode document)
    {
        types = TypesOf(schema["type"]);
        Enum = schema["enum"]?.AsArray().Select(value => value?.DeepClone()).ToList();
        Default = schema["default"];
        pattern = (string?)schema["pattern"];
        Format = (string?)schema["format"];
        (MinLength, MaxLength) = ((int?)schema["minLength"], (int?)schema["maxLength"]);
        (Minimum, Maximum) = ((long?)schema["minimum"], (long?)schema["maximum"]);
        MaxItems = (int?)schema["maxItems"];
        Items = schema["items"] is { } items ? Of(items, document) : null;
        IsClosed = schema["additionalProperties"] is JsonValue open && !(bool)open;
        Required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet(StringComparer.Ordinal) ?? [];
        Properties = schema["properties"]?.AsObject().ToDictionary(p => p.Key, p => Of(p.Value!, document), StringComparer.Ordinal) ?? [];
    }

    public IReadOnlyList<JsonNode?>? Enum { get; }
    public JsonNode? Default { get; private set; }
    public string? Format { get; }
    public int? MinLength { get; }
    public int? MaxLength { get; }
    public long? Minimum { get; }
    public long? Maximum { get; }
    public int? MaxItems { get; }
    public DescribedSchema? Items { get; }
    public bool IsClosed { get; }
    public IReadOnlySet<string> Required { get; }
    public IReadOnlyDictionary<string, DescribedSchema> Properties { get; }

    public static DescribedSchema Of(JsonNode schema, JsonNode document)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var described = Of(document["components"]!["schemas"]![reference.Split('/')[^1]]!, document);
            described.Default = schema["default"];
            return described;
        }

        if (schema["oneOf"]?.AsArray() is { } choices)
        {
            // The document has one kind of choice: something, or null.
            var described = Of(choices.Single(c => (string?)c!["type"] is not "null")!, document);
            described.types.Add("null");
            return described;
        }

        return new DescribedSchema(schema, document);
    }

    public bool Takes(string type) => types.Contains(type);

    /// <summary>Whether it takes ids, and no other words.</summary>
    public bool IsId => Matches("0123456789abcdef01234567") && !Matches("words");

    /// <summary>Whether a text has the form that is asked for.</summary>
    public bool Matches(string text) => pattern is null || Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1));

    private static HashSet<string> TypesOf(JsonNode? type) =>
        type switch
        {
            JsonArray several => several.Select(one => (string)one!).ToHashSet(StringComparer.Ordinal),
            JsonValue one => new HashSet<string>(StringComparer.Ordinal) { (string)one! },
            _ => new HashSet<string>(StringComparer.Ordinal),
        };
}
