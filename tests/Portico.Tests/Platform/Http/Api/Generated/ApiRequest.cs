using System.Text;
using System.Text.Json.Nodes;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>A request to one operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Address">Without the query.</param>
/// <param name="Query">Name and value, escaped.</param>
/// <param name="Json">The body, if it is JSON.</param>
internal sealed record ApiRequest(DescribedOperation Operation, string Address, IReadOnlyList<string> Query, string? Json)
{
    /// <summary>The body, if it is no JSON.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>The content type; null for that of the operation.</summary>
    public string? ContentType { get; init; }

    /// <summary>Name and value, one after the other.</summary>
    public string[] Headers { get; init; } = [];

    public async Task<ApiReply> SendAsync(ApiClient program)
    {
        using var content = Content();
        var query = Query.Count > 0 ? "?" + string.Join('&', Query) : "";
        return await program.SendAsync(Operation.Method, Address + query, content, Headers);
    }

    public override string ToString() =>
        $"{Operation.Method} {Cut(Address)}{(Query.Count > 0 ? "?" : "")}{Cut(string.Join('&', Query))} {Cut(Json ?? "")} {Cut(string.Join(' ', Headers))}{ContentType}";

    private ByteArrayContent? Content()
    {
        var bytes = Bytes ?? (Json is null ? null : Encoding.UTF8.GetBytes(Json));
        if (bytes is null)
        {
            return null;
        }

        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", ContentType ?? Operation.ContentTypes[0]);
        return content;
    }

    private static string Cut(string text) => text.Length > 240 ? $"{text[..240]}… ({text.Length})" : text;
}

/// <summary>Makes requests that are right, with all that an operation takes or with what it needs.</summary>
internal sealed class RightRequests
{
    /// <summary>What no schema tells: operation, member or parameter, value.</summary>
    private static readonly Dictionary<(string Operation, string Name), JsonNode> known = new()
    {
        [("me.api-keys.add", "currentPassword")] = Accounts.Password,
        // An address is one organization's; empty is none.
        [("settings.general.set", "slug")] = "",
        [("settings.general.update", "slug")] = "",
        [("organizations.update", "slug")] = "",
        // Otherwise at least one has to be chosen.
        [("api-keys.add", "allOrganizations")] = true,
    };

    private static readonly byte[] picture = Images.Pictures.BlackPng(8, 8);

    private readonly RightValues values = new();
    private readonly DirectoryValues directory = new();

    public async Task<ApiRequest> MakeAsync(ApiClient program, DescribedOperation operation, string address, bool all)
    {
        var members = operation.Body is { } body ? values.Members(body, all) : null;
        foreach (var name in operation.Body?.Properties.Keys.Where(name => known.ContainsKey((operation.Id, name))) ?? [])
        {
            members![name] = known[(operation.Id, name)].DeepClone();
        }

        await directory.FillAsync(program, operation, address, members);

        var there = operation.Query.Any() ? await program.GetAsync(address) : null;
        return new ApiRequest(operation, address, [.. Parameters(operation, all, there?.Json)], members?.ToJsonString())
        {
            Bytes = operation switch
            {
                { Body: null, ContentTypes: ["text/csv", ..] } => DirectoryValues.File,
                { Body: null, ContentTypes.Count: > 0 } => picture,
                _ => null,
            },
        };
    }

    /// <summary>A request with other members than it would have.</summary>
    public static ApiRequest With(ApiRequest request, Action<JsonObject> change)
    {
        var members = JsonNode.Parse(request.Json!)!.AsObject();
        change(members);
        return request with { Json = members.ToJsonString() };
    }

    /// <summary>A request in which one member is what stands there, JSON or not.</summary>
    public static ApiRequest With(ApiRequest request, string member, string json)
    {
        const string Place = "\u0001the member's place\u0001";
        var changed = With(request, members => members[member] = Place);
        return changed with { Json = changed.Json!.Replace(JsonValue.Create(Place)!.ToJsonString(), json, StringComparison.Ordinal) };
    }

    /// <param name="operation">What is asked.</param>
    /// <param name="all">Or the required ones.</param>
    /// <param name="there">What stands at the address: what is confirmed is what it has, an id is one that it lists.</param>
    private IEnumerable<string> Parameters(DescribedOperation operation, bool all, JsonNode? there) =>
        from parameter in operation.Query
        where all || parameter.IsRequired
        let listed = parameter.Schema.IsId ? there?["results"]?[0]?["id"] : there?[parameter.Name]
        select $"{parameter.Name}={(listed is null ? values.InQuery(parameter.Schema) : Uri.EscapeDataString(listed.ToString()))}";
}
