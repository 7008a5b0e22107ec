using System.Data.Common;
using System.Globalization;

namespace Portico.Bench;

/// <summary>Puts administrators with chosen organizations into the benchmark's own store: copies of the first one, with his password.</summary>
internal static class ChosenPeople
{
    /// <summary>Returns the address with which that person signs in.</summary>
    public static async Task<string> AddAsync(DbConnection connection, int number, int chosen, string always)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"f{number:x7}");
        var email = $"{place}@northwind.example";
        var (account, membership) = ($"{place}00000000000000a1", $"{place}00000000000000b2");
        await CopyAsync(connection, "administrator", ("id", account), ("email", email));
        await CopyAsync(
            connection,
            "provider_membership",
            ("id", membership),
            ("email", email),
            ("administrator_id", account),
            ("all_organizations", false)
        );
        await ExecuteAsync(
            connection,
            $"""
            insert into organization_access (provider_id, membership_id, organization_id, since)
            select provider_id, '{membership}', id, created_at from managed_organization order by id <> '{always}', id limit {chosen}
            """
        );
        return email;
    }

    /// <summary>A copy of the table's oldest row with some columns changed; the others need not be known here.</summary>
    private static async Task CopyAsync(DbConnection connection, string table, params (string Column, object Value)[] changed)
    {
        await using var read = connection.CreateCommand();
#pragma warning disable CA2100 // The benchmark's own words about its own database.
        read.CommandText = $"select * from {table} order by id limit 1";
#pragma warning restore CA2100
        var columns = new List<(string Name, object Value)>();
        await using (var row = await read.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            for (var c = 0; c < row.FieldCount; c++)
            {
                columns.Add(
                    (
                        row.GetName(c),
                        Array.Find(changed, x => string.Equals(x.Column, row.GetName(c), StringComparison.Ordinal)).Value ?? row.GetValue(c)
                    )
                );
            }
        }

        await ExecuteAsync(
            connection,
            $"insert into {table} ({string.Join(", ", columns.Select(c => c.Name))}) values ({string.Join(", ", columns.Select((_, c) => $"@p{c}"))})",
            [.. columns.Select(c => c.Value)]
        );
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, params object[] values)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The benchmark's own words about its own database.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var v = 0; v < values.Length; v++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{v}", values[v]);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
