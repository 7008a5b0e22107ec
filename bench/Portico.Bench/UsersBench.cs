using System.CommandLine;
using System.Text.Json;

namespace Portico.Bench;

/// <summary>
/// What an organization's list of users costs, by how many it has: pages for people, and pages of 100 for programs. A second store of
/// 10,000 shows how far equal things differ in this run.
/// </summary>
internal static class UsersBench
{
    private static readonly (string Title, bool IsApi, Func<string, string> Path)[] Kinds =
    [
        ("First page of 20", false, Pages("")),
        ("100 rows, by e-mail from Z to A", false, Pages("?sort=-email&rows=100")),
        ("Suspended, by name", false, Pages("?state=suspended")),
        ("Password pending, 50 rows", false, Pages("?passwordStatus=pending&rows=50")),
        ("The tenth page", false, Pages("?page=10")),
        ("Searching the beginning of a name", false, Pages("?search=mar")),
        ("Searching who is not there", false, Pages("?search=xyzzyplugh")),
        ("API: 100", true, Api("?limit=100")),
        ("API: 100 staged, by e-mail", true, Api("?limit=100&state=staged&sort=email")),
        ("API: 100 after 9,000", true, Api("?limit=100&skip=9000")),
    ];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 5, "How often each size is asked, 100 requests each time.");
        var command = new Command("users", "The users of one organization, at 10,000 and 100,000.") { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        foreach (var (name, users) in new[] { ("10,000", 10_000), ("10,000 again", 10_000), ("100,000", 100_000) })
        {
            await targets.AddAsync(program, name, organizations: 1, users);
        }

        Report.Heading($"Users of one organization on {Options.Title(postgres)}, {rounds * Targets.AtOnce} requests of each kind");
        foreach (var (title, isApi, path) in Kinds)
        {
            var paths = new Dictionary<Target, IReadOnlyCollection<string>>();
            foreach (var target in targets.All)
            {
                paths[target] = [.. Enumerable.Repeat(path(await FirstOrganizationAsync(target)), Targets.AtOnce)];
            }

            var samples = await targets.MeasureAsync(rounds, t => paths[t], withKey: isApi);
            Report.Samples(title, "users", targets.All, samples);
            double Ratio(int of, int to) => samples[targets.All[of]].BothCpu / samples[targets.All[to]].BothCpu;
            Report.Line(
                $"CPU ratios: 100,000 : 10,000 = {Report.Number(Ratio(2, 0))}; 10,000 : 10,000, the noise = {Report.Number(Ratio(1, 0))}. "
                    + $"At 10,000 that is {Report.Number(1_000 / samples[targets.All[0]].BothCpu, 0)} a second and core."
            );
            Report.Line();
        }

        Report.Footing();
    }

    /// <summary>The id of the first organization, which the API names.</summary>
    public static async Task<string> FirstOrganizationAsync(Target target)
    {
        using var list = JsonDocument.Parse((await target.Program.AskAsync("/v1/organizations?limit=1")).Text);
        return list.RootElement.GetProperty("results")[0].GetProperty("id").GetString()!;
    }

    private static Func<string, string> Pages(string query) => organization => $"/organizations/{organization}/users{query}";

    private static Func<string, string> Api(string query) => organization => $"/v1/organizations/{organization}/users{query}";
}
