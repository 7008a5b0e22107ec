using System.CommandLine;
using System.Diagnostics;

namespace Portico.Bench;

/// <summary>How long <c>porticod seed</c> takes, and how large the store is then.</summary>
internal static class SeedBench
{
    public static Command Command()
    {
        var store = Options.Store();
        var organizations = Options.Number("--organizations", 10_000, "How many organizations.");
        var users = Options.Number("--users", 1_000_000, "How many users.");
        var command = new Command("seed", "Fills a store.") { store, organizations, users };
        command.SetAction(parsed => RunAsync(parsed.GetRequiredValue(store), parsed.GetValue(organizations), parsed.GetValue(users)));
        return command;
    }

    private static async Task RunAsync(string store, int organizations, int users)
    {
        var program = await Published.PorticodAsync();
        var postgres = await Options.PostgresAsync(store);
        Report.Heading($"Seeding {Options.Title(postgres)} with {organizations:N0} organizations and {users:N0} users");
        var begin = Stopwatch.GetTimestamp();
        await using (var installation = await Installation.CreateAsync(program, postgres, organizations, users))
        {
            var took = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            var bytes = await installation.StoreBytesAsync();
            Report.Line($"{Report.Number(took, 0)} s with set-up, {Report.Number(bytes / 1_000_000.0, 0)} MB of store.");
        }

        Report.Footing();
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }
}
