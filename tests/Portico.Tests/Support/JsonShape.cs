using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portico.Tests.Support;

/// <summary>What JSON consists of: the names of its members in their order, and of what kind each value is.</summary>
internal static partial class JsonShape
{
    /// <summary>"{id:id name:text contactName:null results:[{…}]}"; a list is told by its first element.</summary>
    public static string Of(JsonNode? node) =>
        node switch
        {
            null => "null",
            JsonObject members => $"{{{string.Join(' ', members.Select(m => $"{m.Key}:{Of(m.Value)}"))}}}",
            JsonArray elements => elements.Count is 0 ? "[]" : $"[{Of(elements[0])}]",
            _ => node.GetValueKind() switch
            {
                JsonValueKind.True or JsonValueKind.False => "bool",
                JsonValueKind.Number => "number",
                _ => KindOf((string)node!),
            },
        };

    private static string KindOf(string text) =>
        Id().IsMatch(text) ? "id"
        : Time().IsMatch(text) ? "time"
        : "text";

    [GeneratedRegex("^[0-9a-f]{24}$", RegexOptions.None, 1_000)]
    private static partial Regex Id();

    // RFC 3339 §5.6, in UTC.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Time();
}
