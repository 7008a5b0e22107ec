using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portico.Platform.Storage;

/// <summary>
/// Write-ahead log, so that readers never wait for the writer; every commit reaches the disk (synchronous=FULL), because an
/// invitation that was answered with "sent" must survive a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-32000; pragma temp_store=memory;";

    // A pooled connection keeps what it was told; telling it again would cost as much as reading a row.
    private static readonly ConditionalWeakTable<object, object> Told = [];

    public static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsNew(connection))
        {
            Set(connection);
        }
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous way; the framework's only pretends.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    private static bool IsNew(DbConnection connection) =>
        ((SqliteConnection)connection).Handle is not { } handle || Told.TryAdd(handle, Instance);
}
