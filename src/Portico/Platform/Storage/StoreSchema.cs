using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portico.Platform.Storage;

/// <summary>Brings the store to this version's schema, and on PostgreSQL to its row policies.</summary>
public sealed class StoreSchema(Store store)
{
    /// <summary>On PostgreSQL it takes the connection of the role that owns the tables; the server's own role owns nothing.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL without an owner's connection.</exception>
    public async Task MigrateAsync(string? ownerConnection, CancellationToken ct = default)
    {
        await using var schema = Open(ownerConnection);
        await schema.Database.MigrateAsync(ct);
        if (!store.IsSqlite)
        {
            var appRole = new NpgsqlConnectionStringBuilder(store.ConnectionString).Username!;
            await schema.Database.ExecuteSqlRawAsync(RowPolicies.Script(schema.Model, appRole), ct);
        }
    }

    /// <summary>The migrations that this store still lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct = default)
    {
        await using var schema = store.IsSqlite ? Open(null) : Open(store.ConnectionString);
        return [.. await schema.Database.GetPendingMigrationsAsync(ct)];
    }

    internal SchemaDb Open(string? ownerConnection) =>
        store.IsSqlite
            ? new SqliteSchema(Store.SqliteOptions<SqliteSchema>(store.ConnectionString))
            : new PostgresSchema(
                Store.PostgresOptions<PostgresSchema>(
                    ownerConnection
                        ?? throw new InvalidOperationException(
                            "Set ConnectionStrings__PorticoOwner to the connection of the role that owns the tables, then run porticod migrate."
                        )
                )
            );
}
