using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portico.Platform.Storage;

/// <summary>Brings the store to this version's schema, and on PostgreSQL to its row policies.</summary>
public sealed class StoreSchema(Store store)
{
    /// <summary>On PostgreSQL it takes the connection of the role that owns the tables; the server's own role owns nothing.</summary>
    /// <exception cref="OperatorException">PostgreSQL without an owner's connection.</exception>
    public async Task MigrateAsync(string? ownerConnection, CancellationToken ct = default)
    {
        if (store.IsSqlite)
        {
            await MigrateFileAsync(ct);
            return;
        }

        await using var schema = Open(ownerConnection);
        await schema.Database.MigrateAsync(ct);
        var appRole = new NpgsqlConnectionStringBuilder(store.ConnectionString).Username!;
        await schema.Database.ExecuteSqlRawAsync(RowPolicies.Script(schema.Model, appRole), ct);
    }

    private async Task MigrateFileAsync(CancellationToken ct)
    {
        // The framework's own lock on SQLite is a row that a killed process leaves behind, and then every later start waits for it for
        // ever. A locked file falls free with its process; whoever holds it may throw that row away.
        await using var turn = await FileTurn.TakeAsync(store.FilePath! + ".migrating", ct);
        if (await PendingAsync(ct) is not { Count: > 0 })
        {
            return;
        }

        await using var schema = Open(ownerConnection: null);
        await schema.Database.ExecuteSqlRawAsync("""drop table if exists "__EFMigrationsLock" """, ct);
        await schema.Database.MigrateAsync(ct);
    }

    /// <summary>
    /// What the server does before it serves: the embedded store is brought up to date; PostgreSQL too when the owner's connection is
    /// configured, else it must be already.
    /// </summary>
    /// <exception cref="OperatorException">PostgreSQL lacks migrations and there is no owner's connection.</exception>
    public async Task PrepareAsync(string? ownerConnection, CancellationToken ct = default)
    {
        if (ownerConnection is not null && !store.IsSqlite)
        {
            // Also when nothing is pending: the policies are made anew.
            await MigrateAsync(ownerConnection, ct);
        }
        else if (await PendingAsync(ct) is { Count: > 0 } pending)
        {
            if (store.IsSqlite)
            {
                await MigrateAsync(ownerConnection, ct);
                return;
            }

            throw new OperatorException(
                $"The store lacks {pending.Count} migrations, the first {pending[0]}. Run porticod migrate, then start again."
            );
        }
    }

    /// <summary>The migrations that this store still lacks.</summary>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct = default) => MigrationHistory.PendingAsync(store, ct);

    internal SchemaDb Open(string? ownerConnection) =>
        store.IsSqlite
            ? new SqliteSchema(Store.SqliteOptions<SqliteSchema>(store.ConnectionString))
            : new PostgresSchema(
                Store.PostgresOptions<PostgresSchema>(
                    ownerConnection
                        ?? throw new OperatorException(
                            "Set ConnectionStrings__PorticoOwner to the connection of the role that owns the tables, then run porticod migrate."
                        )
                )
            );
}
