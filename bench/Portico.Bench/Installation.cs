using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portico.Bench;

/// <summary>A set-up Portico with a store of its own, filled by <c>porticod seed</c>; gone when disposed.</summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string Email = "anna.admin@northwind.example";
    public const string Password = "orbit lantern 47 quartz meadow";

    private readonly string program;
    private readonly string folder = Directory.CreateTempSubdirectory("portico-bench-").FullName;
    private readonly PostgresCluster? postgres;
    private readonly string? database;
    private readonly Dictionary<string, string> environment = new(StringComparer.Ordinal);

    private Installation(string program, PostgresCluster? postgres, string? database, int organizations)
    {
        (this.program, this.postgres, this.database) = (program, postgres, database);
        Organizations = organizations;
        environment["Portico__DataDirectory"] = folder;
        // One key asks as fast as the server answers.
        environment["Portico__Api__RequestsPerMinute"] = "1000000";
        if (postgres is not null)
        {
            environment["ConnectionStrings__Portico"] = postgres.App(database!);
        }
    }

    public int Organizations { get; }

    /// <summary>A key of the provider with all rights over all organizations.</summary>
    public string ApiKey { get; private set; } = "";

    public PostgresCluster? Postgres => postgres;

    public static async Task<Installation> CreateAsync(string program, PostgresCluster? postgres, int organizations, int users)
    {
        var own = postgres is null ? null : await postgres.NewDatabaseAsync();
        var installation = new Installation(program, postgres, own, organizations);
        var owner = new Dictionary<string, string>(installation.environment, StringComparer.Ordinal);
        if (postgres is not null)
        {
            owner["ConnectionStrings__PorticoOwner"] = postgres.Owner(own!);
        }

        string[] setup =
        [
            "setup",
            "--provider",
            "Northwind IT",
            "--email",
            Email,
            "--first-name",
            "Anna",
            "--last-name",
            "Admin",
            "--password-stdin",
            "--api-key",
        ];
        var made = await Programs.RunAsync([program, .. setup], Password + "\n", owner);
        installation.ApiKey = JsonDocument.Parse(made).RootElement.GetProperty("apiKey").GetString()!;
        if (organizations > 0)
        {
            var result = await Programs.RunAsync(
                [program, "seed", "--organizations", Text(organizations), "--users", Text(users)],
                environment: installation.environment
            );
            var seconds = JsonDocument.Parse(result).RootElement.GetProperty("seconds").GetDouble();
            Report.Progress($"Seeded {organizations:N0} organizations with {users:N0} users in {seconds:N1} s");
        }

        if (postgres is not null)
        {
            // What autovacuum does by itself some minutes after so many rows were added.
            await postgres.ExecuteAsync(own!, "vacuum analyze");
        }

        return installation;
    }

    public Task<Porticod> StartAsync(IReadOnlyDictionary<string, string>? also = null)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in also ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            all[name] = value;
        }

        return Porticod.StartAsync(program, all, Path.Combine(folder, "log.txt"));
    }

    /// <summary>A connection that sees everything, to prepare people and to look at sizes: never what is measured.</summary>
    public async Task<DbConnection> ConnectAsync()
    {
        DbConnection connection = postgres is null
            ? new SqliteConnection($"Data Source={folder}/portico.db;Pooling=False;Default Timeout=30")
            : new NpgsqlConnection(postgres.Super(database!));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>How much room the store's content takes, in bytes: pages in use, without the write-ahead log.</summary>
    public async Task<long> StoreBytesAsync()
    {
        var sql = postgres is null
            ? "select (select page_count from pragma_page_count) * (select page_size from pragma_page_size)"
            : "select sum(pg_total_relation_size(oid)) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace";
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the two texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.CompletedTask;
        Directory.Delete(folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
