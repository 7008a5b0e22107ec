using System.CommandLine;

namespace Portico.Bench;

/// <summary>The choices that the benchmarks share.</summary>
internal static class Options
{
    public static Option<string> Store()
    {
        var store = new Option<string>("--store") { Description = "sqlite or postgres.", DefaultValueFactory = _ => "sqlite" };
        store.AcceptOnlyFromAmong("sqlite", "postgres");
        return store;
    }

    public static Option<int> Number(string name, int usual, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => usual };

    /// <summary>A PostgreSQL for this run, or null on SQLite.</summary>
    public static async Task<PostgresCluster?> PostgresAsync(string store) =>
        string.Equals(store, "postgres", StringComparison.Ordinal) ? await PostgresCluster.StartAsync() : null;

    public static string Title(PostgresCluster? postgres) => postgres is null ? "SQLite" : "PostgreSQL";
}
