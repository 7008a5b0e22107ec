using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;
using Portico.Platform.Operations;

namespace Portico.Platform.Storage;

/// <summary>Says which problem a unique index stands for, so that losing a race reads like having been late.</summary>
public static class StoredProblems
{
    /// <summary>SQLite's SQLITE_CONSTRAINT_PRIMARYKEY.</summary>
    private const int SqlitePrimaryKey = 1555;

    private static readonly ConcurrentDictionary<(Type Entity, string Columns), Func<object, Problem>> Declared = new();

    /// <summary>Declares the problem of a unique index.</summary>
    public static IndexBuilder<T> Refuses<T>(this IndexBuilder<T> index, Func<T, Problem> problem)
        where T : class
    {
        Declared[(typeof(T), Key(index.Metadata))] = row => problem((T)row);
        return index;
    }

    internal static Problem? Of(DbUpdateException refused)
    {
        if (refused is DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }

        foreach (var entry in refused.Entries)
        {
            if (entry.Metadata.GetKeys().Any(key => IsNamedBy(refused, key)))
            {
                // Keys made of other rows' ids (a visit, an access): someone else added the same row at the same moment.
                return new ChangedMeanwhile();
            }

            foreach (var index in entry.Metadata.GetIndexes().Where(i => i.IsUnique && IsNamedBy(refused, i)))
            {
                if (Declared.TryGetValue((index.DeclaringEntityType.ClrType, Key(index)), out var problem))
                {
                    return problem(entry.Entity);
                }
            }
        }

        return null;
    }

    private static bool IsNamedBy(DbUpdateException refused, IReadOnlyIndex index) =>
        refused.InnerException switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres => string.Equals(
                postgres.ConstraintName,
                index.GetDatabaseName(),
                StringComparison.Ordinal
            ),
            // "UNIQUE constraint failed: managed_organization.provider_id, managed_organization.name_key"
            SqliteException { SqliteErrorCode: 19 } sqlite => index.Properties.All(p =>
                sqlite.Message.Contains($"{index.DeclaringEntityType.GetTableName()}.{p.GetColumnName()}", StringComparison.Ordinal)
            ),
            _ => false,
        };

    private static bool IsNamedBy(DbUpdateException refused, IReadOnlyKey key) =>
        refused.InnerException switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres => string.Equals(
                postgres.ConstraintName,
                key.GetName(),
                StringComparison.Ordinal
            ),
            SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey } sqlite => key.Properties.All(p =>
                sqlite.Message.Contains($"{key.DeclaringEntityType.GetTableName()}.{p.GetColumnName()}", StringComparison.Ordinal)
            ),
            _ => false,
        };

    private static string Key(IReadOnlyIndex index) => string.Join(',', index.Properties.Select(p => p.Name));
}
