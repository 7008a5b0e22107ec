using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Portico.Bench;

/// <summary>
/// The same requests by people who reach all 10,000 organizations (as whole or each one chosen), 25, and 1: what one may see must
/// not make a request dearer. A list of one row is cheaper to draw than one of 25, so lists are set against the person with 25.
/// </summary>
internal static partial class AdministratorsBench
{
    private const int Organizations = 10_000;

    private static readonly (string Name, int Chosen)[] People =
    [
        ("all", 0),
        ("10,000 chosen", Organizations),
        ("25 chosen", 25),
        ("25 again", 25),
        ("1 chosen", 1),
    ];

    private static readonly (string Title, string Path)[] Requests =
    [
        ("Organizations tab", "/organizations"),
        ("Organizations tab, search", "/organizations?search=a"),
        ("Multi-Tenant Portal menu", "/switch/choices"),
        ("Administrators tab", "/administrators"),
        ("Provider's activity", "/activity"),
        ("Organization: Home", "/organizations/{0}"),
        ("Organization: Activity", "/organizations/{0}/activity"),
        ("Organization: Settings, General", "/organizations/{0}/settings/general"),
    ];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often each person asks, 50 times each time.");
        var command = new Command("administrators", "Someone with 10,000 organizations against someone with one.") { store, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        var first = await targets.AddAsync(program, "all", Organizations, Organizations * 100);
        var everyone = new List<Target> { first };
        var shared = FirstId().Match(await first.Browser.GetAsync("/organizations")).Groups["id"].Value;
        await using (var connection = await first.Installation.ConnectAsync())
        {
            foreach (var (name, chosen) in People.Skip(1))
            {
                var email = await ChosenPeople.AddAsync(connection, everyone.Count, chosen, shared);
                everyone.Add(first with { Name = name, Browser = await Browser.SignInAsync(first.Server.Address, email) });
            }
        }

        if (postgres is not null)
        {
            await postgres.ExecuteAsync("bench_1", "vacuum analyze");
        }

        Report.Heading(
            $"Administrators on {Options.Title(postgres)}: {Organizations:N0} organizations, {Organizations * 100:N0} users, {rounds * 50} requests each"
        );
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (title, path) in Requests)
        {
            var samples = await MeasureAsync(everyone, string.Format(CultureInfo.InvariantCulture, path, shared), rounds);
            rows.Add([
                title,
                .. samples.Select(s => Report.Number(s.BothCpu)),
                Ratio(samples, 0, 4),
                Ratio(samples, 1, 4),
                Ratio(samples, 1, 2),
                Ratio(samples, 3, 2),
            ]);
            Report.Progress(title);
        }

        Report.Table(
            [
                "CPU ms a request, server and database",
                .. People.Select(p => p.Name),
                "all : 1",
                "10,000 : 1",
                "10,000 : 25",
                "25 : 25, the noise",
            ],
            rows
        );
        Report.Footing();
        everyone.Skip(1).ToList().ForEach(t => t.Browser.Dispose());
    }

    private static string Ratio(Sample[] samples, int of, int to) => Report.Number(samples[of].BothCpu / samples[to].BothCpu);

    private static async Task<Sample[]> MeasureAsync(List<Target> everyone, string path, int rounds)
    {
        var paths = Enumerable.Repeat(path, 50).ToArray();
        foreach (var target in everyone)
        {
            await new Sample().TakeAsync(target, [.. paths, .. paths]);
        }

        var samples = everyone.Select(_ => new Sample()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var turn = 0; turn < everyone.Count; turn++)
            {
                var who = (round + turn) % everyone.Count;
                await samples[who].TakeAsync(everyone[who], paths);
            }
        }

        return samples;
    }

    [GeneratedRegex("href=\"/organizations/(?<id>[0-9a-f]{24})\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FirstId();
}
