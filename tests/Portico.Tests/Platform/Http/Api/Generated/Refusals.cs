using System.Globalization;
using System.Text.Json.Nodes;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>Holds answers against what the document says of them.</summary>
internal static class Refusals
{
    /// <summary>Everything that is wrong with how a wrong request was refused.</summary>
    public static IEnumerable<string> Faults(WrongRequest wrong, ApiReply answer)
    {
        var faults = wrong.IsUnreadable ? [] : Faults(wrong.Request.Operation, answer).ToList();
        if ((int)answer.Status != wrong.Status)
        {
            faults.Add($"answers {(int)answer.Status} instead of {wrong.Status}");
        }
        else if (wrong.Field is { } field && faults.Count is 0 && !Names(answer, field))
        {
            faults.Add($"names {string.Join(", ", answer.Errors)} instead of {field}");
        }

        return faults.Select(fault => $"{wrong.Request}\n   {wrong.Why}: {fault}\n   {answer.Text}");
    }

    /// <summary>Everything in which an answer is not as it is described.</summary>
    public static IEnumerable<string> Faults(DescribedOperation operation, ApiReply answer)
    {
        var status = (int)answer.Status;
        if (!operation.Answers.TryGetValue(status, out var described))
        {
            return [$"{status} is not described"];
        }

        var missing = described.Headers.Where(h => !answer.Headers.Contains(h)).Select(h => $"the header {h} is missing");
        var type = answer.ContentHeaders.ContentType?.MediaType;
        if (type is null ? described.ContentTypes.Count > 0 : !described.ContentTypes.Contains(type, StringComparer.Ordinal))
        {
            return [.. missing, $"{type ?? "no content"} is not described"];
        }

        var faults = missing.Concat(described.Json is { } schema ? Faults(schema, answer.Json, "") : []);
        return status < 400 ? faults : faults.Concat(ProblemFaults(answer));
    }

    private static IEnumerable<string> ProblemFaults(ApiReply answer)
    {
        var body = answer.Json;
        var first = body["errors"]?[0];
        if ((int?)body["status"] != (int)answer.Status)
        {
            yield return "the body has another status";
        }

        if (!string.Equals((string?)body["type"], $"urn:portico:problem:{body["code"]}", StringComparison.Ordinal))
        {
            yield return "the type is not that of the code";
        }

        foreach (var member in new[] { "code", "detail", "field" })
        {
            if (!JsonNode.DeepEquals(body[member], first?[member]))
            {
                yield return $"{member} is not that of the first error";
            }
        }
    }

    private static IEnumerable<string> Faults(DescribedSchema schema, JsonNode? value, string place)
    {
        if (!schema.Takes(TypeOf(value)) && !(value is not null && TypeOf(value) is "integer" && schema.Takes("number")))
        {
            return [$"{place} is {TypeOf(value)}"];
        }

        return value switch
        {
            JsonObject members => schema
                .Required.Where(name => !members.ContainsKey(name))
                .Select(name => $"{place}.{name} is missing")
                .Concat(
                    members.SelectMany(m =>
                        schema.Properties.TryGetValue(m.Key, out var member)
                            ? Faults(member, m.Value, $"{place}.{m.Key}")
                            : [$"{place}.{m.Key} is not described"]
                    )
                ),
            JsonArray items => items.SelectMany(item => Faults(schema.Items!, item, place + "[]")),
            JsonValue text when TypeOf(text) is "string" && !schema.Matches((string)text!) => [$"{place} has another form"],
            JsonValue one when schema.Enum is { } allowed && !allowed.Any(a => JsonNode.DeepEquals(a, one)) => [$"{place} is {one}"],
            _ => [],
        };
    }

    private static string TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or System.Text.Json.JsonValueKind.Null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out _)
                ? "integer"
                : "number",
            _ => "boolean",
        };

    /// <summary>Whether the first problem is that of the member, or of something in it.</summary>
    private static bool Names(ApiReply answer, string field) =>
        (string?)answer.Json["field"] is { } named
        && (string.Equals(named, field, StringComparison.Ordinal) || named.StartsWith(field + "[", StringComparison.Ordinal));
}
