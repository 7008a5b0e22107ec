using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portico.Platform.Storage;

/// <summary>Brings the store to this version's schema, and on PostgreSQL to its row policies.</summary>
public sealed class StoreSchema(Store store)
{
    private const int MostAttempts = 10;

    // "tuple concurrently updated" has no code of its own and comes as an internal error.
    private static readonly string[] LostAgainstAnother =
    [
        PostgresErrorCodes.InternalError,
        PostgresErrorCodes.UniqueViolation,
        PostgresErrorCodes.DuplicateObject,
        PostgresErrorCodes.DeadlockDetected,
    ];

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
        // The framework's own lock ends with the first migration's transaction; this one ends with the connection.
        await schema.Database.OpenConnectionAsync(ct);
        await schema.Database.ExecuteSqlAsync($"select pg_advisory_lock({StoreTransaction.LockOf("migrations")})", ct);
        await schema.Database.MigrateAsync(ct);
        var appRole = new NpgsqlConnectionStringBuilder(store.ConnectionString).Username!;
        await WritePoliciesAsync(schema, appRole, ct);
        await schema.Database.ExecuteSqlAsync($"select pg_advisory_unlock({StoreTransaction.LockOf("migrations")})", ct);
    }

    /// <summary>
    /// One at a time in this database. Roles belong to the whole cluster, and nothing locks them over its databases: who loses against
    /// another one begins anew, and then finds them right. So does who met a running server's transaction in the other order.
    /// </summary>
    private static async Task WritePoliciesAsync(SchemaDb schema, string appRole, CancellationToken ct)
    {
        var script = RowPolicies.Roles(appRole) + '\n' + RowPolicies.Script(schema.Model, appRole);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await schema.Database.BeginTransactionAsync(ct);
                await StoreTransaction.TakeTurnAsync(schema, "row-policies", ct);
                await schema.Database.ExecuteSqlRawAsync(script, ct);
                await transaction.CommitAsync(ct);
                return;
            }
            catch (PostgresException lost) when (attempt < MostAttempts && LostAgainstAnother.Contains(lost.SqlState))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), ct);
            }
        }
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
