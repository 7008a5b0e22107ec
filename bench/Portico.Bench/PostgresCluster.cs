using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Portico.Bench;

/// <summary>
/// A PostgreSQL of the benchmark's own, on the first core like the server, with the settings that Debian ships: every commit reaches
/// the disk. Gone, with all that was in it, when disposed.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly string programs;
    private readonly int port;
    private int databases;

    private PostgresCluster(string folder, string programs, int port) => (this.folder, this.programs, this.port) = (folder, programs, port);

    public int ProcessId { get; private set; }

    public static async Task<PostgresCluster> StartAsync()
    {
        var binaries =
            Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(d => Path.Combine(d, "bin"))
                .Where(d => File.Exists(Path.Combine(d, "initdb")))
                .Max(StringComparer.Ordinal)
            ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql.");
        var place = Directory.CreateTempSubdirectory("portico-bench-pg-").FullName;
        if (Environment.UserName is "root")
        {
            await Programs.RunAsync(["chown", "postgres", place]);
        }

        var cluster = new PostgresCluster(place, binaries, FreePort());
        await Programs.AsPostgresAsync(
            $"{binaries}/initdb",
            "-D",
            $"{place}/data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8"
        );
        await cluster.ControlAsync(
            "-w",
            "-l",
            $"{place}/log",
            "-o",
            $"-p {cluster.port} -h 127.0.0.1 -k {place} -c max_connections=200",
            "start"
        );
        cluster.ProcessId = int.Parse(File.ReadLines($"{place}/data/postmaster.pid").First(), CultureInfo.InvariantCulture);
        await cluster.ExecuteAsync("postgres", "create role portico_owner login createrole password 'owner'");
        await cluster.ExecuteAsync("postgres", "create role portico_app login password 'app'");
        return cluster;
    }

    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bench_{++databases}");
        await ExecuteAsync("postgres", $"create database {name} owner portico_owner");
        await ExecuteAsync(name, "grant all on schema public to portico_owner");
        return name;
    }

    public string Owner(string database) => Connection("portico_owner", database) + ";Password=owner;Pooling=false";

    public string App(string database) => Connection("portico_app", database) + ";Password=app";

    public string Super(string database) => Connection("postgres", database) + ";Pooling=false";

    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Super(database));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The benchmark's own words about its own database.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ControlAsync("-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private Task ControlAsync(params string[] arguments) =>
        Programs.AsPostgresAsync([.. Programs.OnFirstCore, $"{programs}/pg_ctl", "-D", $"{folder}/data", .. arguments]);

    private string Connection(string user, string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={user};Database={database}");

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
