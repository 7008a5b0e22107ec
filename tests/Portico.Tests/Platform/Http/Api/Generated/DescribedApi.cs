using System.Text.Json.Nodes;
using Portico.Platform.Http.Api;
using Portico.Platform.Http.Api.Description;
using Portico.Tests.Support;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>A parameter: its name, where it stands (path, query, header), and what it may be.</summary>
internal sealed record DescribedParameter(string Name, string In, bool IsRequired, DescribedSchema Schema);

/// <summary>An answer: what its body is, if it is JSON, and its headers.</summary>
internal sealed record DescribedAnswer(DescribedSchema? Json, IReadOnlyList<string> ContentTypes, IReadOnlyList<string> Headers);

/// <summary>One thing that the API does.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Method">GET, POST and so on.</param>
/// <param name="Path">With parameters in braces.</param>
/// <param name="Parameters">All of them.</param>
/// <param name="Body">What the body is; null without one, or when it is no JSON.</param>
/// <param name="ContentTypes">What the body may be; empty without one.</param>
/// <param name="Answers">By their status.</param>
internal sealed record DescribedOperation(
    string Id,
    string Method,
    string Path,
    IReadOnlyList<DescribedParameter> Parameters,
    DescribedSchema? Body,
    IReadOnlyList<string> ContentTypes,
    IReadOnlyDictionary<int, DescribedAnswer> Answers
)
{
    public bool IsReading => Method is "GET";

    public IEnumerable<DescribedParameter> Query => Parameters.Where(p => p.In is "query");

    public bool Reads(string header) => Parameters.Any(p => p.In is "header" && string.Equals(p.Name, header, StringComparison.Ordinal));
}

/// <summary>All that the running server says it does.</summary>
internal static class DescribedApi
{
    public static async Task<IReadOnlyList<DescribedOperation>> ReadAsync(TestServer server)
    {
        using var anyone = server.Browser();
        var document = JsonNode.Parse(await anyone.GetStringAsync(ApiDocument.Path))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select Read(path.Key, operation.Key.ToUpperInvariant(), operation.Value!, document),
        ];
    }

    private static DescribedOperation Read(string path, string method, JsonNode operation, JsonNode document)
    {
        var body = operation["requestBody"]?["content"]?.AsObject();
        return new DescribedOperation(
            (string)operation["operationId"]!,
            method,
            path,
            [.. (operation["parameters"]?.AsArray() ?? []).Select(p => ReadParameter(p!, document))],
            JsonOf(body, document),
            [.. (body ?? []).Select(content => content.Key)],
            operation["responses"]!
                .AsObject()
                .ToDictionary(r => int.Parse(r.Key, System.Globalization.CultureInfo.InvariantCulture), r => ReadAnswer(r.Value!, document))
        );
    }

    private static DescribedParameter ReadParameter(JsonNode parameter, JsonNode document) =>
        new(
            (string)parameter["name"]!,
            (string)parameter["in"]!,
            (bool?)parameter["required"] is true,
            DescribedSchema.Of(parameter["schema"]!, document)
        );

    private static DescribedAnswer ReadAnswer(JsonNode answer, JsonNode document)
    {
        var described = (string?)answer["$ref"] is { } shared ? document["components"]!["responses"]![shared.Split('/')[^1]]! : answer;
        var content = described["content"]?.AsObject();
        return new DescribedAnswer(
            JsonOf(content, document),
            [.. (content ?? []).Select(c => c.Key)],
            [.. (described["headers"]?.AsObject() ?? []).Select(h => h.Key)]
        );
    }

    private static DescribedSchema? JsonOf(JsonObject? contents, JsonNode document) =>
        contents?.FirstOrDefault(c => c.Key is "application/json" or ApiProblems.ContentType).Value?["schema"] is { } schema
            ? DescribedSchema.Of(schema, document)
            : null;
}
