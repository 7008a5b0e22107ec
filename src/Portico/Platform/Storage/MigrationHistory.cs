using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Portico.Platform.Storage;

/// <summary>
/// Which migrations the store lacks, without the model that Entity Framework would build to find out: at every start that costs
/// 0.4 s of CPU, half of what the server needs until its first page.
/// </summary>
internal static class MigrationHistory
{
    public static async Task<IReadOnlyList<string>> PendingAsync(Store store, CancellationToken ct)
    {
        var applied = await AppliedAsync(store, ct);
        return [.. Known(store.IsSqlite ? typeof(SqliteSchema) : typeof(PostgresSchema)).Where(id => !applied.Contains(id))];
    }

    /// <summary>The ids of this version's migrations, in their order.</summary>
    internal static IEnumerable<string> Known(Type schema) =>
        typeof(SchemaDb)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == schema)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)
            .Order(StringComparer.Ordinal);

    private static async Task<HashSet<string>> AppliedAsync(Store store, CancellationToken ct)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        if (store.IsSqlite && !File.Exists(new SqliteConnectionStringBuilder(store.ConnectionString).DataSource))
        {
            // Opening it would make an empty file, which Entity Framework then takes for a store.
            return applied;
        }

        await using var connection = store.Connect();
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """select migration_id from "__EFMigrationsHistory" """;
        try
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                applied.Add(rows.GetString(0));
            }
        }
        catch (DbException empty) when (IsNoTable(empty))
        {
            // Nothing was ever migrated.
        }

        return applied;
    }

    // SQLite has one code for a missing table and a mistake in the command; this command has none.
    private static bool IsNoTable(DbException failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } or SqliteException { SqliteErrorCode: 1 };
}
