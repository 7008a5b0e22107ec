using System.CommandLine;
using System.Globalization;

namespace Portico.Bench;

/// <summary>What it costs to create an organization over HTTP when there are none yet and when there are 10,000, and what one weighs.</summary>
internal static class OrganizationsBench
{
    private const string Window = "/organizations?window=add";
    private const int Many = 10_000;
    private const int AtOnce = 50;

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often 50 organizations are created in each store.");
        var command = new Command("organizations", "Creates organizations over HTTP, the first ones and those after 10,000.")
        {
            store,
            rounds,
        };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        await targets.AddAsync(program, "none", 0, 0);
        await targets.AddAsync(program, "10,000", Many, Many * 100);
        Report.Heading(
            $"Creating organizations on {Options.Title(postgres)}, {rounds * AtOnce} in each store after {Targets.WarmUp} to warm up"
        );

        // At rest, before anything was created: the same pages were asked of both.
        var atRest = new List<double>();
        foreach (var target in targets.All)
        {
            await new Sample().TakeAsync(target, [.. Enumerable.Repeat("/organizations", 100)]);
            await Task.Delay(TimeSpan.FromSeconds(3));
            atRest.Add(ProcessUse.Memory(target.Server.ProcessId).Own);
        }

        var forms = new Dictionary<Target, HtmlForm>();
        foreach (var target in targets.All)
        {
            forms[target] = HtmlForm.With(await target.Browser.GetAsync(Window), "name");
            await CreateAsync(target, forms[target], new Sample(), Targets.WarmUp);
        }

        var bytesBefore = await Task.WhenAll(targets.All.Select(t => t.Installation.StoreBytesAsync()));
        var samples = targets.All.ToDictionary(t => t, _ => new Sample());
        await targets.InTurnsAsync(rounds, t => samples[t].MeasureAsync(t, () => CreateAsync(t, forms[t], samples[t], AtOnce)));

        var bytesAfter = await Task.WhenAll(targets.All.Select(t => t.Installation.StoreBytesAsync()));
        Report.Table(
            ["organizations before", "server CPU ms", "database CPU ms", "p50 ms", "p99 ms", "store bytes each"],
            targets.All.Select(
                (t, n) =>
                    (IReadOnlyList<string>)
                        [t.Name, .. samples[t].Figures(), Report.Number((bytesAfter[n] - bytesBefore[n]) / (double)samples[t].Count, 0)]
            )
        );
        Report.Line();
        var (few, many) = (samples[targets.All[0]], samples[targets.All[1]]);
        Report.Line(
            $"After 10,000 : at first = {Report.Number(many.BothCpu / few.BothCpu)} in CPU, {Report.Number(many.P50 / few.P50)} in time (p50). "
                + $"Memory of the server's own at rest: {Report.Number(atRest[0], 1)} MB with none, {Report.Number(atRest[1], 1)} MB with 10,000: "
                + $"{Report.Number((atRest[1] - atRest[0]) * 1_024 * 1_024 / Many, 0)} bytes an organization."
        );
        Report.Footing();
    }

    private static async Task CreateAsync(Target target, HtmlForm form, Sample sample, int count)
    {
        for (var n = 0; n < count; n++)
        {
            // Spread over the alphabet, as customers come.
            var letter = (char)('A' + (++created * 7 % 26));
            form.Fill("name", string.Create(CultureInfo.InvariantCulture, $"{letter}{created % 97:00} Created Holdings {created}"));
            sample.Add((await target.Browser.SubmitAsync(Window, form)).Milliseconds);
        }
    }

    private static int created;
}
