using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Portico.Platform.Storage;

/// <summary>A command whose statement comes from its connection, prepared already where it was asked before, and goes back there.</summary>
/// <param name="connection">The connection; no other can be set.</param>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private SqliteCommand? statement;
    private SqliteDataReader? reader;
    private bool isSound = true;

    private SqliteCommand Statement => statement ??= connection.Take("");

    [AllowNull]
    public override string CommandText
    {
        get => Statement.CommandText;
        set
        {
            if (statement is null && value is not null)
            {
                statement = connection.Take(value);
                return;
            }

            Statement.CommandText = value;
        }
    }

    public override int CommandTimeout
    {
        get => Statement.CommandTimeout;
        set => Statement.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => Statement.CommandType;
        set => Statement.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set
        {
            if (value != connection)
            {
                throw new NotSupportedException("A command stays with its connection.");
            }
        }
    }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => Statement.Transaction;
        set => Statement.Transaction = (SqliteTransaction?)value;
    }

    public override void Prepare() => Statement.Prepare();

    // SQLite cannot be stopped half-way.
    public override void Cancel() => Statement.Cancel();

    public override int ExecuteNonQuery() => Doing(() => Statement.ExecuteNonQuery());

    public override object? ExecuteScalar() => Doing(() => Statement.ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        reader = Doing(() => Statement.ExecuteReader(behavior));

    // SQLite has no asynchronous way.
    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(ExecuteDbDataReader(behavior));
    }

    protected override DbParameter CreateDbParameter() => Statement.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing && statement is { } done)
        {
            reader?.Dispose();
            (statement, reader) = (null, null);
            connection.GiveBack(done, isSound);
        }

        base.Dispose(disposing);
    }

    private T Doing<T>(Func<T> what)
    {
        isSound = false;
        var result = what();
        isSound = true;
        return result;
    }
}
