using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Portico.Bench;

/// <summary>What it costs to add a user by the API, one at a time and by a file, to organizations of several sizes.</summary>
internal static class AddUsersBench
{
    private static readonly (string Name, int Users)[] Sizes = [("none", 0), ("100,000", 100_000)];

    public static Command Command()
    {
        var store = Options.Store();
        var rounds = Options.Number("--rounds", 10, "How often 100 users are added to each store.");
        var rows = Options.Number("--rows", 50_000, "Rows of the file.");
        var command = new Command("add-users", "Adds users by the API, one at a time and by a file.") { store, rounds, rows };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(rounds), parsed.GetValue(rows)));
        return command;
    }

    private static async Task RunAsync(string store, int rounds, int rows)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        await using var targets = new Targets(postgres);
        foreach (var (name, users) in Sizes)
        {
            await targets.AddAsync(program, name, organizations: 1, users);
        }

        Report.Heading(
            $"Adding users on {Options.Title(postgres)}, {rounds * Targets.AtOnce} to each store after {2 * Targets.WarmUp} to warm up"
        );
        var organizations = new Dictionary<Target, string>();
        foreach (var target in targets.All)
        {
            organizations[target] = await UsersBench.FirstOrganizationAsync(target);
            await AddAsync(target, organizations[target], new Sample(), 2 * Targets.WarmUp);
        }

        var samples = targets.All.ToDictionary(t => t, _ => new Sample());
        await targets.InTurnsAsync(
            rounds,
            t => samples[t].MeasureAsync(t, () => AddAsync(t, organizations[t], samples[t], Targets.AtOnce))
        );

        Report.Samples("One at a time", "users before", targets.All, samples);
        var rates = targets.All.Select(t => Report.Number(1_000 / samples[t].BothCpu, 0));
        Report.Line($"A second and core: {string.Join(", ", rates)}.");
        Report.Line();
        await ImportAsync(targets.All, organizations, rows);
        Report.Footing();
    }

    private static async Task AddAsync(Target target, string organization, Sample sample, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var username = string.Create(CultureInfo.InvariantCulture, $"added{++added}");
            var user = new
            {
                username,
                email = $"{username}@added.example",
                firstName = "Ingrid",
                lastName = "Added",
                department = "Sales",
                sendsMail = false,
            };
            sample.Add((await target.Program.SendJsonAsync(HttpMethod.Post, $"/v1/organizations/{organization}/users", user)).Milliseconds);
        }
    }

    private static async Task ImportAsync(IReadOnlyList<Target> targets, Dictionary<Target, string> organizations, int rows)
    {
        var csv = File(rows);
        var table = new List<IReadOnlyList<string>>();
        foreach (var target in targets)
        {
            var imports = $"/v1/organizations/{organizations[target]}/user-imports";
            var (uploaded, uploading) = await target.Program.SendFileAsync(imports, csv);
            var one = $"{imports}/{uploaded.GetProperty("id").GetString()}";
            var (checking, _) = await TimeAsync(
                target,
                () => StepAsync(target, one, HttpMethod.Put, "/mapping", new { columns = Columns }, "checked")
            );
            var (taking, cpu) = await TimeAsync(target, () => StepAsync(target, one, HttpMethod.Post, "/confirm", body: null, "done"));
            table.Add([
                target.Name,
                Report.Number(uploading / 1_000, 1),
                Report.Number(checking, 1),
                Report.Number(taking, 1),
                Report.Number(rows / taking, 0),
                Report.Number(rows / cpu, 0),
            ]);
        }

        Report.Line($"### By a file of {rows.ToString("N0", CultureInfo.InvariantCulture)} rows");
        Report.Line();
        Report.Table(["users before", "upload s", "check s", "import s", "users a second", "users a second of CPU"], table);
    }

    /// <summary>Seconds, and seconds of CPU of server and database together.</summary>
    private static async Task<(double Seconds, double Cpu)> TimeAsync(Target target, Func<Task> happening)
    {
        var (begin, before) = (TimeProvider.System.GetTimestamp(), target.CpuNow());
        await happening();
        var after = target.CpuNow();
        return (TimeProvider.System.GetElapsedTime(begin).TotalSeconds, after.Server + after.Database - before.Server - before.Database);
    }

    private static async Task StepAsync(Target target, string import, HttpMethod method, string path, object? body, string stage)
    {
        await target.Program.SendJsonAsync(method, import + path, body);
        for (var waited = 0; waited < 6_000; waited++)
        {
            var (now, _) = await target.Program.SendJsonAsync(HttpMethod.Get, import, body: null);
            if (string.Equals(now.GetProperty("stage").GetString(), stage, StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"The import did not come to {stage}.");
    }

    private static string File(int rows)
    {
        var text = new StringBuilder("username,email,firstName,lastName,department,employeeIdentifier\n");
        for (var n = 0; n < rows; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"row{n},row{n}@file.example,Rosa,Row{n % 997},Department {n % 20},F-{n}\n");
        }

        return text.ToString();
    }

    private static readonly string[] Columns = ["username", "email", "firstName", "lastName", "department", "employeeIdentifier"];

    private static int added;
}
