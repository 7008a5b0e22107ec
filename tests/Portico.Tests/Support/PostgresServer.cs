using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Portico.Tests.Support;

/// <summary>
/// A PostgreSQL of the tests' own: started on loopback with a free port and a temporary folder when the first test asks, stopped
/// when the process ends. PostgreSQL refuses root, so there it runs as the user <c>postgres</c>.
/// </summary>
internal static class PostgresServer
{
    private static readonly Lazy<(string Folder, int Port)> Running = new(Start);
    private static readonly Lazy<string> Template = new(MakeTemplate);

    /// <summary>Where Debian keeps the server's programs; the highest version found.</summary>
    private static string? Programs =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(d => Path.Combine(d, "bin"))
                .Where(d => File.Exists(Path.Combine(d, "initdb")))
                .Max(StringComparer.Ordinal)
            : null;

    public static string Owner(string database) =>
        $"Host=127.0.0.1;Port={Running.Value.Port};Username=portico_owner;Password=owner;Database={database};Pooling=false";

    public static string App(string database) =>
        $"Host=127.0.0.1;Port={Running.Value.Port};Username=portico_app;Password=app;Database={database};Maximum Pool Size=10";

    /// <summary>The one who may do anything: for arranging what no role of ours could.</summary>
    public static string Super(string database) =>
        $"Host=127.0.0.1;Port={Running.Value.Port};Username=postgres;Database={database};Pooling=false";

    /// <summary>A database of its own for one test, migrated, with row policies.</summary>
    public static string NewDatabase()
    {
        var name = $"t_{Guid.NewGuid():n}";
        Execute(Super("postgres"), $"create database {name} template {Template.Value} owner portico_owner strategy file_copy");
        return name;
    }

    /// <summary>A database of its own for one test with nothing in it.</summary>
    public static string EmptyDatabase()
    {
        // With the template the roles are made.
        _ = Template.Value;
        var name = $"t_{Guid.NewGuid():n}";
        Execute(Super("postgres"), $"create database {name} owner portico_owner");
        return name;
    }

    public static void Drop(string database)
    {
        using (var connection = new NpgsqlConnection(App(database)))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        Execute(Super("postgres"), $"drop database if exists {database} with (force)");
    }

    private static string MakeTemplate()
    {
        Execute(Super("postgres"), "create role portico_owner login createrole password 'owner'");
        Execute(Super("postgres"), "create role portico_app login password 'app'");
        Execute(Super("postgres"), "create database portico_template owner portico_owner");
        Execute(Super("portico_template"), "grant all on schema public to portico_owner");
        using var store = new Portico.Platform.Storage.Store(App("portico_template"), Path.GetTempPath());
        new Portico.Platform.Storage.StoreSchema(store).MigrateAsync(Owner("portico_template")).GetAwaiter().GetResult();
        return "portico_template";
    }

    private static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static (string Folder, int Port) Start()
    {
        var programs = Programs ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql.");
        var folder = Directory.CreateTempSubdirectory("portico-pg-").FullName;
        if (Environment.UserName is "root")
        {
            Run("chown", "postgres", folder);
        }

        var port = FreePort();
        AsPostgres(
            Path.Combine(programs, "initdb"),
            "-D",
            $"{folder}/data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N"
        );
        AsPostgres(
            Path.Combine(programs, "pg_ctl"),
            "-D",
            $"{folder}/data",
            "-w",
            "-l",
            $"{folder}/log",
            "-o",
            $"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200",
            "start"
        );
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            AsPostgres(Path.Combine(programs, "pg_ctl"), "-D", $"{folder}/data", "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return (folder, port);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void AsPostgres(string program, params string[] arguments)
    {
        if (Environment.UserName is "root")
        {
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // The server inherits the standard streams; redirected ones would stay open as long as it runs.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments])
        {
            WorkingDirectory = "/tmp",
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }
}
