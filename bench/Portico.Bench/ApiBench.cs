using System.CommandLine;

namespace Portico.Bench;

/// <summary>
/// What a request to the API costs with a key, by the number of organizations; a second store of 25 shows how far equal things differ in
/// this run.
/// </summary>
internal static class ApiBench
{
    private const int UsersEach = 100;

    private static readonly (string Title, Func<Target, Task<string>> Path)[] Kinds =
    [
        ("Who the key is", _ => Task.FromResult("/v1/me")),
        ("A list of 25", _ => Task.FromResult("/v1/organizations")),
        ("A list of 25, searched", _ => Task.FromResult("/v1/organizations?search=a")),
        ("One organization", async target => $"/v1/organizations/{await UsersBench.FirstOrganizationAsync(target)}"),
        ("One organization's events", async target => $"/v1/organizations/{await UsersBench.FirstOrganizationAsync(target)}/events"),
    ];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often each size is asked, 100 requests each time.");
        var command = new Command("api", "The API's lists and details at 25 and 10,000 organizations.") { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        foreach (var (name, organizations) in new[] { ("25", 25), ("25 again", 25), ("10,000", 10_000) })
        {
            await targets.AddAsync(program, name, organizations, organizations * UsersEach);
        }

        Report.Heading(
            $"API on {Options.Title(postgres)}, {UsersEach} users an organization, {rounds * Targets.AtOnce} requests of each kind"
        );
        foreach (var (title, path) in Kinds)
        {
            var chosen = new Dictionary<Target, IReadOnlyCollection<string>>();
            foreach (var target in targets.All)
            {
                chosen[target] = [.. Enumerable.Repeat(await path(target), Targets.AtOnce)];
            }

            Write(title, targets.All, await targets.MeasureAsync(rounds, t => chosen[t], withKey: true));
        }

        Report.Footing();
    }

    private static void Write(string title, IReadOnlyList<Target> targets, Dictionary<Target, Sample> samples)
    {
        Report.Samples(title, "organizations", targets, samples);
        double Ratio(int of, int to) => samples[targets[of]].BothCpu / samples[targets[to]].BothCpu;
        Report.Line($"CPU ratios: 10,000 : 25 = {Report.Number(Ratio(2, 0))}; 25 : 25, the noise = {Report.Number(Ratio(1, 0))}.");
        Report.Line();
    }
}
