using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Portico.Tests.Support;

/// <summary>
/// The database's plan for each query that an operation sent, asked in the same scope: on PostgreSQL under the same role with
/// the same row policies.
/// </summary>
public sealed class QueryPlans : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly TestPortal portal;
    private readonly ConcurrentQueue<(string Sql, (string Name, object? Value)[] Parameters)> sent = [];
    private readonly List<IDisposable> subscriptions = [];

    public QueryPlans(TestPortal portal)
    {
        this.portal = portal;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>One plan for each query since the last call, each with its SQL in front.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync()
    {
        await using DbConnection connection = TestPortal.UsesPostgres
            ? new NpgsqlConnection(portal.Settings["ConnectionStrings:Portico"])
            : new SqliteConnection($"Data Source={portal.Folder}/portico.db");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var plans = new List<string>();
        while (sent.TryDequeue(out var query))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            foreach (var (name, value) in query.Parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }

            if (query.Sql.Contains("set_config('role'", StringComparison.Ordinal))
            {
                // The scope of what follows. The gate's queries come before it, as the application's own role.
                command.CommandText = query.Sql;
                await command.ExecuteNonQueryAsync();
                continue;
            }

            command.CommandText = (TestPortal.UsesPostgres ? "explain (analyze, buffers, costs off) " : "explain query plan ") + query.Sql;
            plans.Add(query.Sql + "\n\n" + await ReadAsync(command));
        }

        return plans;
    }

    public void Dispose() => subscriptions.ForEach(s => s.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore")
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandEventData { Command: { Connection: { } connection } command } happened)
        {
            return;
        }

        var isExecuting = happened.EventId == RelationalEventId.CommandExecuting;
        var (its, mine) = portal.Database is null
            ? (connection.DataSource, $"{portal.Folder}/portico.db")
            : (connection.Database, portal.Database);
        if (isExecuting && string.Equals(its, mine, StringComparison.Ordinal))
        {
            sent.Enqueue((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }

    void IObserver<DiagnosticListener>.OnError(Exception error) { }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }

    private static async Task<string> ReadAsync(DbCommand command)
    {
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(rows.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }
}
