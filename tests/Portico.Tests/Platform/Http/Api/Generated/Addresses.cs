using System.Net;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api.Generated;

/// <summary>
/// Addresses with real ids. What may stand for a parameter is what the list before it names: for
/// <c>/v1/organizations/{organizationId}/administrators/{id}</c> the organizations, and of each its administrators.
/// </summary>
internal static class Addresses
{
    /// <summary>All addresses of that form that exist for a program.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(ApiClient program, string path)
    {
        List<string> found = [""];
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = new List<string>();
            foreach (var start in found)
            {
                if (segment is "openid" or "saml" && start.Contains("/applications/", StringComparison.Ordinal))
                {
                    // An application has one of the two.
                    var there = (await program.GetAsync($"{start}/{segment}")).Status is HttpStatusCode.OK;
                    longer.AddRange(there ? [$"{start}/{segment}"] : []);
                    continue;
                }

                var ends = segment is ['{', .., '}'] ? await IdsAsync(program, start) : [segment];
                longer.AddRange(ends.Select(end => $"{start}/{end}"));
            }

            found = longer;
        }

        return found;
    }

    /// <summary>For each parameter of the path: the address up to it, the id there, and what follows.</summary>
    public static IEnumerable<(string Template, string Before, string Id, string After)> Parameters(string path, string address)
    {
        var (names, values) = (path.Split('/'), address.Split('/'));
        for (var at = 0; at < names.Length; at++)
        {
            if (names[at] is ['{', .., '}'])
            {
                yield return (
                    string.Join('/', names[..(at + 1)]),
                    string.Join('/', values[..at]) + "/",
                    values[at],
                    string.Concat(values[(at + 1)..].Select(value => "/" + value))
                );
            }
        }
    }

    /// <summary>Whoever asks and the key in use come last: some things nobody may do to himself, and some would lock him out.</summary>
    private static async Task<IReadOnlyList<string>> IdsAsync(ApiClient program, string list)
    {
        var answer = await program.GetAsync($"{list}?limit=100");
        if (answer.Status is not HttpStatusCode.OK || answer.Json["results"]?.AsArray() is not { } rows)
        {
            return [];
        }

        var key = (string?)(await program.GetAsync("/v1/me")).Json["apiKey"]!["id"];
        return
        [
            .. from row in rows
            let id = (string)row!["id"]!
            orderby (bool?)row["isYourself"] is true || string.Equals(id, key, StringComparison.Ordinal)
            select id,
        ];
    }
}
