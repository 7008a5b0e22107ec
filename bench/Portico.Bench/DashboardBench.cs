using System.CommandLine;
using System.Net;
using System.Text.RegularExpressions;

namespace Portico.Bench;

/// <summary>
/// What a page of the dashboard's Organizations tab costs, by the number of organizations. 25 fill one page exactly, so 10,000
/// against 25 is the same page over another store; a second store of 25 shows how far equal things differ in this run.
/// </summary>
internal static partial class DashboardBench
{
    private const string Path = "/organizations";
    private const int UsersEach = 100;

    private static readonly (string Title, Func<Target, Task<IReadOnlyCollection<string>>> Paths)[] Kinds =
    [
        ("First page", _ => Same(Path)),
        ("Sorted Z to A", _ => Same($"{Path}?sort=-name")),
        ("Last page", target => Same($"{Path}?page={(target.Installation.Organizations + 24) / 25}")),
        ("Searching as one types", TypedAsync),
        ("Searching what is not there", _ => Task.FromResult<IReadOnlyCollection<string>>([.. Repeated(Keys("xyzzyplugh"))])),
        ("With one row's details open", async target => [.. Repeated([$"{Path}?open={(await RowsAsync(target, Path))[0].Id}"])]),
    ];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often each size is asked, 100 pages each time.");
        var users = Options.Number("--users-each", UsersEach, "Users of each organization.");
        var command = new Command("dashboard", "The Organizations tab at 10, 25, 1,000 and 10,000 organizations.") { store, rounds, users };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds), parsed.GetValue(users)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds, int usersEach)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        foreach (var (name, organizations) in new[] { ("10", 10), ("25", 25), ("25 again", 25), ("1,000", 1_000), ("10,000", 10_000) })
        {
            await targets.AddAsync(program, name, organizations, organizations * usersEach);
        }

        Report.Heading(
            $"Dashboard on {Options.Title(postgres)}, {usersEach} users an organization, {rounds * Targets.AtOnce} pages of each kind"
        );
        foreach (var (title, paths) in Kinds)
        {
            var chosen = new Dictionary<Target, IReadOnlyCollection<string>>();
            foreach (var target in targets.All)
            {
                chosen[target] = await paths(target);
            }

            Write(title, targets.All, await targets.MeasureAsync(rounds, t => chosen[t]));
        }

        var memory = targets.All.Select(t => $"{t.Name}: {ProcessUse.Memory(t.Server.ProcessId).Resident:N0}");
        Report.Line($"Resident memory afterwards, in MB, by the number of organizations: {string.Join(", ", memory)}.");
        Report.Footing();
    }

    private static void Write(string title, IReadOnlyList<Target> targets, Dictionary<Target, Sample> samples)
    {
        Report.Samples(title, "organizations", targets, samples);
        double Ratio(int of, int to) => samples[targets[of]].BothCpu / samples[targets[to]].BothCpu;
        Report.Line(
            $"CPU ratios: 10,000 : 10 = {Report.Number(Ratio(4, 0))}, 10,000 : 25 = {Report.Number(Ratio(4, 1))}, "
                + $"1,000 : 25 = {Report.Number(Ratio(3, 1))}; 25 : 25, the noise = {Report.Number(Ratio(2, 1))}."
        );
        Report.Line();
    }

    /// <summary>The first letters of the names of organizations that are there, one key after the other.</summary>
    private static async Task<IReadOnlyCollection<string>> TypedAsync(Target target)
    {
        var pages = (target.Installation.Organizations + 24) / 25;
        var names = new List<string>();
        for (var n = 0; n < 10; n++)
        {
            var rows = await RowsAsync(target, $"{Path}?page={1 + (n * (pages - 1) / 9)}");
            names.Add(rows[n * (rows.Count - 1) / 9].Name);
        }

        return [.. names.SelectMany(name => Keys(name[..Math.Min(10, name.Length)].TrimEnd()))];
    }

    private static IEnumerable<string> Keys(string word) =>
        Enumerable.Range(1, word.Length).Select(length => $"{Path}?search={Uri.EscapeDataString(word[..length])}");

    private static async Task<List<(string Id, string Name)>> RowsAsync(Target target, string path)
    {
        var found = NameLink().Matches(await target.Browser.GetAsync(path));
        return found.Count > 0
            ? [.. found.Select(m => (m.Groups["id"].Value, WebUtility.HtmlDecode(m.Groups["name"].Value)))]
            : throw new InvalidOperationException("The page shows no organizations.");
    }

    private static Task<IReadOnlyCollection<string>> Same(string path) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. Repeated([path])]);

    private static IEnumerable<string> Repeated(IEnumerable<string> paths)
    {
        var all = paths.ToArray();
        return Enumerable.Range(0, Targets.AtOnce).Select(n => all[n % all.Length]);
    }

    [GeneratedRegex(
        "<a[^>]*href=\"/organizations/(?<id>[0-9a-f]{24})\"[^>]*title=\"(?<name>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex NameLink();
}
