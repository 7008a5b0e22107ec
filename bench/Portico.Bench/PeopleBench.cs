using System.CommandLine;

namespace Portico.Bench;

/// <summary>
/// What finding a person over all of a provider's organizations costs, by how many there are; a second small store shows how far equal
/// things differ in this run.
/// </summary>
internal static class PeopleBench
{
    private const int UsersEach = 100;

    private static readonly (string Title, string[] Paths)[] Kinds =
    [
        ("Searching a name as one types", [.. Keys("hoffmann")]),
        ("Searching an e-mail as one types", [.. Keys("maria.")]),
        ("Two words", ["/users?search=maria+hof"]),
        ("Searching who is not there", [.. Keys("xyzzyplugh")]),
        ("Suspended, with a name", ["/users?search=hof&state=suspended"]),
        ("Staged, without a search", ["/users?state=staged"]),
        ("Home, with its five counts", ["/home"]),
        ("API: a person", ["/v1/users?search=maria"]),
    ];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 5, "How often each size is asked, 100 requests each time.");
        var command = new Command("people", "A person among 10,000 users in 100 organizations, and 1,000,000 in 10,000.") { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        foreach (var (name, organizations) in new[] { ("100", 100), ("100 again", 100), ("10,000", 10_000) })
        {
            await targets.AddAsync(program, name, organizations, organizations * UsersEach);
        }

        Report.Heading(
            $"People on {Options.Title(postgres)}, {UsersEach} users an organization, {rounds * Targets.AtOnce} requests of each kind"
        );
        foreach (var (title, kind) in Kinds)
        {
            IReadOnlyCollection<string> paths = [.. Enumerable.Range(0, Targets.AtOnce).Select(n => kind[n % kind.Length])];
            var samples = await targets.MeasureAsync(rounds, _ => paths, withKey: kind[0].StartsWith("/v1", StringComparison.Ordinal));
            Report.Samples(title, "organizations", targets.All, samples);
            double Ratio(int of, int to) => samples[targets.All[of]].BothCpu / samples[targets.All[to]].BothCpu;
            Report.Line($"CPU ratios: 10,000 : 100 = {Report.Number(Ratio(2, 0))}; 100 : 100, the noise = {Report.Number(Ratio(1, 0))}.");
            Report.Line();
        }

        Report.Footing();
    }

    private static IEnumerable<string> Keys(string word) =>
        Enumerable.Range(1, word.Length).Select(length => $"/users?search={word[..length]}");
}
