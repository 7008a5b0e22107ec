using System.Data.Common;
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

    public static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
