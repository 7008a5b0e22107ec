using System.Text;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>A request with one thing wrong in it, and how it has to be refused.</summary>
/// <param name="Why">What is wrong.</param>
/// <param name="Request">The request.</param>
/// <param name="Program">Who sends it.</param>
/// <param name="Status">The status of the refusal.</param>
/// <param name="Field">The member or parameter that it names; null when none.</param>
internal sealed record WrongRequest(string Why, ApiRequest Request, ApiClient Program, int Status, string? Field = null)
{
    /// <summary>No address at all: HTTP itself refuses it, before the API is asked for words.</summary>
    public bool IsUnreadable { get; init; }
}

/// <summary>Takes a right request and makes one thing wrong at a time.</summary>
internal static class WrongRequests
{
    private const int Deep = 20;

    private static readonly string[] noObjects = ["", " ", "null", "[]", "\"words\"", "{", "{\"\\ud800\": 1}"];

    /// <summary>Ids of another provider and of another organization, ids that were never given, and what is no id.</summary>
    public static async Task<IReadOnlyList<WrongRequest>> InPathAsync(GeneratedPortal portal, ApiRequest right)
    {
        var wrong = new List<WrongRequest>();
        foreach (var (template, before, id, after) in Addresses.Parameters(right.Operation.Path, right.Address))
        {
            var own = await Addresses.OfAsync(portal.Anna, template);
            var foreign = (await Addresses.OfAsync(portal.Stranger, template))
                .Concat(own.Where(a => !a.StartsWith(before, StringComparison.Ordinal)))
                .Select(a => a.Split('/')[^1])
                .Except(own.Where(a => a.StartsWith(before, StringComparison.Ordinal)).Select(a => a.Split('/')[^1]))
                .ToList();
            Assert.True(
                foreign.Count > 0,
                $"{template}: the other provider has nothing there. Give it something in {nameof(GeneratedPortal)}."
            );
            wrong.AddRange(
                Ids("another's id", [foreign[0], foreign[^1]])
                    .Concat(Ids("an id that was never given", [portal.Portal.NewId().ToString(), new string('0', 24)]))
                    .Concat(
                        Ids(
                            "no id",
                            ["x", id + "0", id[1..], new string('a', 300), "%E2%82%AC", "%ED%A0%80", "..%2F..%2Fme", "%20", "*", "'"]
                        )
                    )
            );

            wrong.AddRange(Ids("no address", ["%00", $"{id}%00"]).Select(w => w with { Status = 400, IsUnreadable = true }));

            IEnumerable<WrongRequest> Ids(string why, string[] ids) =>
                ids.Select(other => new WrongRequest(why, right with { Address = before + other + after }, portal.Anna, Status: 404));
        }

        return wrong;
    }

    public static IEnumerable<WrongRequest> InQuery(GeneratedPortal portal, ApiRequest right)
    {
        foreach (var parameter in right.Operation.Query)
        {
            var (mine, others) = (
                right.Query.Single(q => q.StartsWith(parameter.Name + "=", StringComparison.Ordinal)),
                right.Query.Where(q => !q.StartsWith(parameter.Name + "=", StringComparison.Ordinal)).ToList()
            );
            foreach (var (why, text) in WrongValues.InQuery(parameter.Schema))
            {
                yield return Refused(why, [.. others, $"{parameter.Name}={Uri.EscapeDataString(text)}"], parameter.Name);
            }

            yield return Refused("given twice", [.. others, mine, mine], parameter.Name);
            if (parameter.IsRequired)
            {
                yield return Refused("missing", [.. others], parameter.Name);
            }
        }

        yield return Refused("a parameter that is not described", [.. right.Query, "surprise=1"], "surprise");
        yield return Refused("a parameter whose name is empty", [.. right.Query, "=1"], "");

        WrongRequest Refused(string why, string[] query, string name) =>
            new($"{name}: {why}", right with { Query = query }, portal.Anna, Status: 400, name);
    }

    public static IEnumerable<WrongRequest> InBody(GeneratedPortal portal, ApiRequest right)
    {
        foreach (var (name, schema) in right.Operation.Body?.Properties ?? new Dictionary<string, DescribedSchema>(StringComparer.Ordinal))
        {
            foreach (var (why, json) in WrongValues.InJson(schema))
            {
                yield return Refused($"{name}: {why}", RightRequests.With(right, name, json), name);
            }

            if (right.Operation.Body!.Required.Contains(name))
            {
                yield return Refused($"{name}: missing", RightRequests.With(right, members => members.Remove(name)), name);
            }

            var twice = RightRequests.With(right, name, "1").Json![..^1];
            yield return Refused($"{name}: given twice", right with { Json = $$"""{{twice}}, "{{name}}": 1}""" }, field: null);
            var nested = new string('[', Deep) + new string(']', Deep);
            yield return Refused($"{name}: nested too deeply", RightRequests.With(right, name, nested), field: null);
        }

        if (right.Operation.Body is not null)
        {
            yield return Refused("a member that is not described", RightRequests.With(right, m => m["surprise"] = 1), "surprise");
            foreach (var json in noObjects.Append(right.Json + right.Json).Append(right.Json![..^1] + ",}"))
            {
                yield return Refused("no JSON object", right with { Json = json }, field: null);
            }

            yield return Refused("a name that is no UTF-8", right with { Bytes = [.. "{\"a"u8, 0xff, .. "\": 1}"u8] }, field: null);
            foreach (var (name, _) in right.Operation.Body.Properties.Where(p => p.Value.Takes("string") && p.Value.Enum is null))
            {
                byte[] broken = [.. Encoding.UTF8.GetBytes($"{{\"{name}\": \"a"), 0xff, .. "\"}"u8];
                yield return Refused($"{name}: a value that is no UTF-8", right with { Bytes = broken }, name);
            }

            yield return new("too large", right with { Json = new string(' ', 70_000) + right.Json }, portal.Anna, Status: 413);
        }
        else if (right.Bytes is not null)
        {
            var field = right.Operation.ContentTypes[0] is "text/csv" ? "file" : "logo";
            yield return Refused("empty", right with { Bytes = [] }, field);
            yield return Refused("neither picture nor text", right with { Bytes = new byte[100] }, field);
        }

        foreach (
            var type in right.Operation.ContentTypes is []
                ? []
                : new[] { "text/plain", "application/x-www-form-urlencoded", "text/json; charset=?" }
        )
        {
            yield return new("another content type", right with { ContentType = type }, portal.Anna, Status: 415);
        }

        WrongRequest Refused(string why, ApiRequest request, string? field) => new(why, request, portal.Anna, Status: 400, field);
    }

    public static IEnumerable<WrongRequest> InHeaders(GeneratedPortal portal, ApiRequest right)
    {
        foreach (var tag in right.Operation.Reads("If-Match") ? new[] { "\"abc\"", "W/\"0\"", "0", "", "\"-1\"", "\"9999999999999\"" } : [])
        {
            yield return new("another version", right with { Headers = ["If-Match", tag] }, portal.Anna, Status: 412);
        }

        foreach (var key in right.Operation.Reads("Idempotency-Key") ? new[] { "", new string('k', 256), "a b" } : [])
        {
            var headers = new[] { "Idempotency-Key", key };
            yield return new("no idempotency key", right with { Headers = headers }, portal.Anna, Status: 400, "Idempotency-Key");
        }
    }

    /// <summary>Keys that do not work, or not for this.</summary>
    public static IEnumerable<WrongRequest> WithKeys(GeneratedPortal portal, ApiRequest right)
    {
        yield return new("without a key", right, portal.WithoutKey, Status: 401);
        yield return new("with a revoked key", right, portal.WithRevokedKey, Status: 401);
        if (!right.Operation.IsReading && !right.Operation.Path.StartsWith("/v1/me", StringComparison.Ordinal))
        {
            yield return new("with a key that may only read", right, portal.Reader, Status: 403);
        }
    }
}
