using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portico.Tests.Support;

/// <summary>
/// Compares JSON as a document shows it with JSON as it is: the same members with values of the same kind. A bare … at the end of an
/// object or a list leaves out the rest of it.
/// </summary>
internal static partial class JsonLikeness
{
    private const string Rest = "…";

    /// <summary>What differs, by its path; empty when the one shows the other.</summary>
    public static IReadOnlyList<string> Differences(string shown, JsonNode? real) => [.. Compare(Read(shown), real, "$")];

    /// <summary>The last of the JSON values that a program wrote one after the other.</summary>
    public static JsonNode? LastOf(string written)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(written), new JsonReaderOptions { AllowMultipleValues = true });
        JsonNode? last = null;
        while (reader.Read())
        {
            last = JsonNode.Parse(ref reader);
        }

        return last;
    }

    private static JsonNode? Read(string shown)
    {
        var inObjects = RestOfObject().Replace(shown, $"\"{Rest}\":null}}");
        return JsonNode.Parse(RestOfList().Replace(inObjects, $"\"{Rest}\"]"));
    }

    private static IEnumerable<string> Compare(JsonNode? shown, JsonNode? real, string path) =>
        (shown, real) switch
        {
            (JsonObject some, JsonObject all) => CompareMembers(some, all, path),
            (JsonArray some, JsonArray all) => CompareElements(some, all, path),
            _ when string.Equals(KindOf(shown), KindOf(real), StringComparison.Ordinal) => [],
            _ => [$"{path} is shown as {KindOf(shown)} and is {KindOf(real)}"],
        };

    private static IEnumerable<string> CompareMembers(JsonObject shown, JsonObject real, string path)
    {
        var names = shown.Select(m => m.Key).Where(name => name is not Rest).ToList();
        var missing = names.Where(name => !real.ContainsKey(name)).Select(name => $"{path}.{name} is shown and is not there");
        var unsaid = shown.ContainsKey(Rest)
            ? []
            : real.Select(m => m.Key).Except(names, StringComparer.Ordinal).Select(name => $"{path}.{name} is there and is not shown");
        var different = names.Where(real.ContainsKey).SelectMany(name => Compare(shown[name], real[name], $"{path}.{name}"));
        return [.. missing, .. unsaid, .. different];
    }

    private static IEnumerable<string> CompareElements(JsonArray shown, JsonArray real, string path)
    {
        var leavesOut = shown.Count > 0 && shown[^1] is JsonValue last && last.TryGetValue<string>(out var text) && text is Rest;
        var elements = leavesOut ? [.. shown.Take(shown.Count - 1)] : shown.ToList();
        return (leavesOut ? real.Count < elements.Count : real.Count != elements.Count)
            ? [$"{path} is shown with {elements.Count} elements and has {real.Count}"]
            : elements.SelectMany((element, n) => Compare(element, real[n], $"{path}[{n}]"));
    }

    private static string KindOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            var kind => kind.Value.ToString().ToLowerInvariant(),
        };

    [GeneratedRegex(@"…\s*\}", RegexOptions.None, 1_000)]
    private static partial Regex RestOfObject();

    [GeneratedRegex(@"…\s*\]", RegexOptions.None, 1_000)]
    private static partial Regex RestOfList();
}
