using System.CommandLine;
using System.Diagnostics;

namespace Portico.Bench;

/// <summary>From the start of the process to its first page, and the memory it keeps: idle, and under load.</summary>
internal static class StartBench
{
    private const int Organizations = 10_000;

    public static Command Command()
    {
        var store = Options.Store();
        var starts = Options.Number("--starts", 11, "How often each variant is started; the first does not count.");
        var seconds = Options.Number("--seconds", 20, "How long the load lasts.");
        var with = new Option<string[]>("--with")
        {
            Description = "Another variant: environment settings such as DOTNET_TieredPGO=0, several separated by commas.",
        };
        var command = new Command("start", "Start, first page and memory on a store of 10,000 organizations and 1,000,000 users.")
        {
            store,
            starts,
            seconds,
            with,
        };
        command.SetAction(parsed =>
            RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(starts), parsed.GetValue(seconds), parsed.GetValue(with) ?? [])
        );
        return command;
    }

    private static async Task RunAsync(string store, int starts, int seconds, string[] with)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var installation = await Installation.CreateAsync(program, postgres, Organizations, Organizations * 100);
        Report.Heading(
            $"Start and memory on {Options.Title(postgres)}, {Organizations:N0} organizations, {Organizations * 100:N0} users, {starts - 1} starts of each"
        );
        var variants = with.Prepend("").Select(settings => new Variant(settings)).ToList();
        for (var start = 0; start < starts; start++)
        {
            foreach (var variant in variants)
            {
                await variant.StartAsync(installation, counts: start > 0);
            }
        }

        foreach (var variant in variants)
        {
            await variant.LoadAsync(installation, TimeSpan.FromSeconds(seconds));
        }

        Report.Table(
            [
                "variant",
                "first page s, median",
                "fastest",
                "CPU s until then",
                "sign-in and dashboard s",
                "idle MB",
                "its own",
                "load MB, highest",
                "pages a second",
            ],
            variants.Select(v => v.Figures())
        );
        Report.Footing();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }

    private sealed class Variant(string settings)
    {
        private readonly Dictionary<string, string> environment = settings
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => s.Split('=', 2))
            .ToDictionary(s => s[0], s => s[1], StringComparer.Ordinal);

        private readonly List<double> firstPage = [];
        private readonly List<double> cpu = [];
        private readonly List<double> dashboard = [];
        private readonly List<double> idle = [];
        private readonly List<double> own = [];
        private double highest;
        private double pagesASecond;

        public async Task StartAsync(Installation installation, bool counts)
        {
            await using var server = await installation.StartAsync(environment);
            await Task.Delay(TimeSpan.FromSeconds(3));
            var memory = ProcessUse.Memory(server.ProcessId);
            var begin = Stopwatch.GetTimestamp();
            using var browser = await Browser.SignInAsync(server.Address);
            await browser.GetAsync("/organizations");
            if (counts)
            {
                firstPage.Add(server.FirstPage);
                cpu.Add(server.FirstPageCpu);
                dashboard.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
                idle.Add(memory.Resident);
                own.Add(memory.Own);
            }
        }

        /// <summary>Eight people at once walk through the dashboard and organizations.</summary>
        public async Task LoadAsync(Installation installation, TimeSpan duration)
        {
            await using var server = await installation.StartAsync(environment);
            using var browser = await Browser.SignInAsync(server.Address);
            string[] paths =
            [
                "/organizations",
                "/organizations?sort=-name",
                "/organizations?search=har",
                "/organizations?page=200",
                "/administrators",
                "/activity",
                "/switch/choices",
            ];
            var begin = Stopwatch.GetTimestamp();
            var asked = 0;
            async Task WalkAsync(int person)
            {
                for (var step = person; Stopwatch.GetElapsedTime(begin) < duration; step++)
                {
                    await browser.GetAsync(paths[step % paths.Length]);
                    Interlocked.Increment(ref asked);
                }
            }

            await Task.WhenAll(Enumerable.Range(0, 8).Select(WalkAsync));
            pagesASecond = asked / Stopwatch.GetElapsedTime(begin).TotalSeconds;
            highest = ProcessUse.HighestMemory(server.ProcessId);
        }

        public IReadOnlyList<string> Figures() =>
            [
                settings.Length == 0 ? "as published" : settings,
                Report.Number(Median(firstPage)),
                Report.Number(firstPage.Min()),
                Report.Number(Median(cpu)),
                Report.Number(Median(dashboard)),
                Report.Number(Median(idle), 0),
                Report.Number(Median(own), 0),
                Report.Number(highest, 0),
                Report.Number(pagesASecond, 0),
            ];

        private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }
}
