using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>
/// Adds very many rows of one table in the operation's own transaction. For filling a store to be measured, for rows that are written in
/// sets, and for nothing else: it passes by the change tracker and with it by the audit guard, so it writes no audit event and raises no
/// version. The scope still holds: rows of organizations and providers outside it are refused here, and on PostgreSQL by the row policies too (which is why
/// it is INSERT from arrays: COPY is not possible under row security).
/// </summary>
internal static class BulkInsert
{
    private const int RowsAtOnce = 5_000;

    /// <summary>Counts organizations for their provider; what an organization counts of its own the caller adds as counters.</summary>
    /// <exception cref="InvalidOperationException">A row lies outside the scope.</exception>
    public static async Task AddAsync<T>(PorticoDb db, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var columns = entity.GetProperties().Select(p => new Column(p, table)).ToArray();
        foreach (var chunk in rows.Chunk(RowsAtOnce))
        {
            await RequireInsideAsync(db, chunk, ct);
            if (db.Database.IsSqlite())
            {
                await InsertEachAsync(db, table.Name, columns, chunk, ct);
            }
            else
            {
                await InsertArraysAsync(db, table.Name, columns, chunk, ct);
            }

            if (typeof(IOrganization).IsAssignableFrom(typeof(T)))
            {
                await Counters.AddOrganizationsAsync(db, chunk.Length, ct);
            }
        }
    }

    private static async Task RequireInsideAsync<T>(PorticoDb db, T[] rows, CancellationToken ct)
    {
        var isInside = rows switch
        {
            IOrganization[] organizations => Array.TrueForAll(organizations, o => o.ProviderId == db.Scope.ProviderId),
            IOwnedByProvider[] owned => Array.TrueForAll(owned, r => r.ProviderId == db.Scope.ProviderId),
            IOwnedByOrganization[] owned => await AreInsideAsync(db, [.. owned.Select(r => r.OrganizationId).Distinct()], ct),
            _ => false,
        };
        if (!isInside)
        {
            throw new InvalidOperationException($"A {typeof(T).Name} outside the operation's scope was to be added.");
        }
    }

    private static async Task<bool> AreInsideAsync(PorticoDb db, ObjectId[] organizations, CancellationToken ct) =>
        db.Kind is ScopeKind.Organization
            ? Array.TrueForAll(organizations, o => o == db.Scope.OrganizationId)
            : await db.Set<OrganizationEntry>().CountAsync(o => EF.Parameter(organizations).Contains(o.Id), ct) == organizations.Length;

    /// <summary>In SQLite a prepared statement, stepped once a row, is the fastest way there is.</summary>
    private static async Task InsertEachAsync<T>(PorticoDb db, string table, Column[] columns, T[] rows, CancellationToken ct)
        where T : class
    {
        await using var command = Command(db, $"insert into {table} ({Names(columns)}) values ({Parameters(columns)})");
        var parameters = AddParameters(command, columns);
        foreach (var row in rows)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                parameters[c].Value = columns[c].ValueOf(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task InsertArraysAsync<T>(PorticoDb db, string table, Column[] columns, T[] rows, CancellationToken ct)
        where T : class
    {
        await using var command = Command(db, $"insert into {table} ({Names(columns)}) select * from unnest({Parameters(columns)})");
        var parameters = AddParameters(command, columns);
        for (var c = 0; c < columns.Length; c++)
        {
            var values = Array.CreateInstance(columns[c].StoredType, rows.Length);
            for (var r = 0; r < rows.Length; r++)
            {
                values.SetValue(columns[c].ValueOf(rows[r]), r);
            }

            parameters[c].Value = values;
        }

        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(PorticoDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // Made of the model's own table and column names; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static DbParameter[] AddParameters(DbCommand command, Column[] columns)
    {
        var parameters = new DbParameter[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            parameters[c] = command.CreateParameter();
            parameters[c].ParameterName = $"@p{c}";
            command.Parameters.Add(parameters[c]);
        }

        return parameters;
    }

    private static string Names(Column[] columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string Parameters(Column[] columns) => string.Join(", ", columns.Select((_, c) => $"@p{c}"));

    /// <summary>A mapped property: its column, and its value as the store keeps it.</summary>
    private sealed class Column
    {
        private readonly IClrPropertyGetter getter;
        private readonly ValueConverter? converter;

        public Column(IProperty mapped, StoreObjectIdentifier table)
        {
            getter = mapped.GetGetter();
            converter = mapped.GetTypeMapping().Converter;
            Name = $"\"{mapped.GetColumnName(table)}\"";
            var stored = converter?.ProviderClrType ?? mapped.ClrType;
            StoredType =
                mapped.IsNullable && stored.IsValueType && Nullable.GetUnderlyingType(stored) is null
                    ? typeof(Nullable<>).MakeGenericType(stored)
                    : stored;
        }

        public string Name { get; }

        public Type StoredType { get; }

        public object? ValueOf(object row)
        {
            var value = getter.GetClrValue(row);
            return value is null || converter is null ? value : converter.ConvertToProvider(value);
        }
    }
}
