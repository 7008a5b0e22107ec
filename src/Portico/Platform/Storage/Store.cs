using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>The store of this installation: which database, and how its contexts are opened. One for the process.</summary>
public sealed class Store : IDisposable
{
    /// <summary>SQLite's file in the data directory.</summary>
    public const string FileName = "portico.db";

    private readonly DbContextOptions<PorticoDb> scoped;
    private readonly PooledDbContextFactory<CredentialDb> credentials;
    private readonly NpgsqlDataSource? postgres;

    /// <summary>PostgreSQL when there is a connection string, else SQLite in the data directory.</summary>
    public Store(string? connectionString, string dataDirectory, params IEnumerable<IInterceptor> interceptors)
    {
        IsSqlite = string.IsNullOrWhiteSpace(connectionString);
        if (IsSqlite)
        {
            FilePath = Path.GetFullPath(Path.Combine(dataDirectory, FileName));
            OwnerOnly.MakeFolder(dataDirectory);
            ConnectionString = new SqliteConnectionStringBuilder
            {
                DataSource = FilePath,
                ForeignKeys = true,
                DefaultTimeout = 10,
            }.ConnectionString;
            MakeFile(FilePath, ConnectionString);
            Kept = new KeptConnections(ConnectionString);
            scoped = SqliteOptions<PorticoDb>(ConnectionString, [Kept, .. interceptors]);
            credentials = new(SqliteOptions<CredentialDb>(ConnectionString, Kept));
            return;
        }

        // jit: compiling a plan costs 300 to 800 ms where the query itself takes one.
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, NoResetOnClose = false };
        builder.Options = $"{builder.Options} -c jit=off".TrimStart();
        ConnectionString = builder.ConnectionString;
        postgres = NpgsqlDataSource.Create(builder);
        scoped = PostgresOptions<PorticoDb>(postgres, interceptors);
        credentials = new(PostgresOptions<CredentialDb>(postgres));
    }

    public bool IsSqlite { get; }

    /// <summary>SQLite's file; null on PostgreSQL.</summary>
    public string? FilePath { get; }

    /// <summary>Where the store is, for people; without any secret.</summary>
    public string Place => FilePath is not null ? $"SQLite, {FilePath}" : PlaceOf(new NpgsqlConnectionStringBuilder(ConnectionString));

    /// <summary>The connections to SQLite's file; null on PostgreSQL, whose driver keeps its own.</summary>
    internal KeptConnections? Kept { get; }

    /// <summary>May hold a password: never log it.</summary>
    internal string ConnectionString { get; }

    /// <summary>
    /// SQLite has one writer; waiting for it in the process costs milliseconds, waiting in SQLite's busy handler seconds.
    /// </summary>
    internal SemaphoreSlim WriterGate { get; } = new(1, 1);

    internal PorticoDb Open(OrganizationScope scope) => new(scoped, scope);

    /// <summary>From a pool: several are opened for each request, and making one costs as much as reading a row.</summary>
    internal CredentialDb OpenCredentials() => credentials.CreateDbContext();

    /// <summary>A bare connection, not yet open, as the server's own role.</summary>
    internal DbConnection Connect() => postgres?.CreateConnection() ?? (DbConnection)new SqliteConnection(ConnectionString);

    public void Dispose()
    {
        WriterGate.Dispose();
        Kept?.Dispose();
        postgres?.Dispose();
    }

    internal static DbContextOptions<T> SqliteOptions<T>(string connectionString, params IEnumerable<IInterceptor> interceptors)
        where T : DbContext =>
        Common(new DbContextOptionsBuilder<T>().UseSqlite(connectionString).AddInterceptors([SqlitePragmas.Instance, .. interceptors]));

    internal static DbContextOptions<T> PostgresOptions<T>(string connectionString)
        where T : DbContext => Common(new DbContextOptionsBuilder<T>().UseNpgsql(connectionString));

    private static DbContextOptions<T> PostgresOptions<T>(NpgsqlDataSource source, params IEnumerable<IInterceptor> interceptors)
        where T : DbContext => Common(new DbContextOptionsBuilder<T>().UseNpgsql(source).AddInterceptors(interceptors));

    private static DbContextOptions<T> Common<T>(DbContextOptionsBuilder<T> options)
        where T : DbContext
    {
        options.UseSnakeCaseNamingConvention();
        if (typeof(T) == typeof(PorticoDb))
        {
            options.ReplaceService<IModelCacheKeyFactory, PorticoDb.ModelPerKind>();
        }

        return options.Options;
    }

    // SQLite itself would make it readable for everyone; its log and index files take the mode of this one.
    private static void MakeFile(string path, string connectionString)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            OwnerOnly.MakeFile(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in this moment.
        }

        // An empty file is no write-ahead store yet, and cannot become one when the framework first looks at it, for reading only.
        using var connection = new SqliteConnection(KeptConnections.Unpooled(connectionString));
        connection.Open();
        SqlitePragmas.Set(connection);
    }

    private static string PlaceOf(NpgsqlConnectionStringBuilder connection) =>
        $"PostgreSQL, database {connection.Database} at {connection.Host}, as {connection.Username}";
}
