using System.Globalization;
using System.Text.Json.Nodes;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>Values that a schema takes. Texts are new ones each time, so that names do not collide.</summary>
internal sealed class RightValues
{
    private int made;

    /// <summary>An object with all of its members, or with the required ones.</summary>
    public JsonObject Members(DescribedSchema schema, bool all) =>
        new(schema.Properties.Where(p => all || schema.Required.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, Of(p.Value))));

    public JsonNode? Of(DescribedSchema schema)
    {
        if (schema.Default is { } usual)
        {
            return usual.DeepClone();
        }

        if (schema.Enum is [var first, ..])
        {
            return first?.DeepClone();
        }

        return schema switch
        {
            _ when schema.Takes("boolean") => JsonValue.Create(true),
            _ when schema.Takes("integer") => JsonValue.Create(schema.Minimum ?? 1),
            _ when schema.Takes("array") => new JsonArray(),
            _ when schema.Takes("object") => Members(schema, all: true),
            _ => JsonValue.Create(TextOf(schema)),
        };
    }

    /// <summary>The value as a query carries it.</summary>
    public string InQuery(DescribedSchema schema) => Uri.EscapeDataString(Of(schema)?.ToString() ?? "");

    private string TextOf(DescribedSchema schema)
    {
        made++;
        string[] some = schema.Format switch
        {
            "email" => [string.Create(CultureInfo.InvariantCulture, $"someone.new{made}@example.com")],
            "date" => ["2026-03-01"],
            _ => [string.Create(CultureInfo.InvariantCulture, $"Words {made}"), "000000000000000000000000", ""],
        };
        return some.First(schema.Matches);
    }
}
