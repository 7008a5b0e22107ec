using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portico.Platform.Storage;

/// <summary>
/// A connection to SQLite's file that stays open when it is closed, and keeps the statements that it has prepared: to open one and to
/// prepare a question costs several times what SQLite takes to answer it. For one user at a time, as every connection.
/// </summary>
internal sealed class KeptConnection : SqliteConnection
{
    /// <summary>Of statements; those not used for longest go first.</summary>
    internal const int Most = 150;

    private readonly KeptConnections pool;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);
    private long uses;
    private readonly HashSet<SqliteCommand> lent = [];
    private bool isInUse;
    private bool isParked;
    private bool hasEnded;

    public KeptConnection(string connectionString, KeptConnections pool)
        : base(connectionString) => this.pool = pool;

    /// <summary>Closed to whoever asks, between <see cref="Close"/> and <see cref="Open"/>.</summary>
    public override ConnectionState State => isInUse ? base.State : ConnectionState.Closed;

    /// <summary>How many statements it keeps; those that are in use are not among them.</summary>
    internal int Kept => statements.Count;

    public override void Open()
    {
        Unpark();
        isInUse = true;
        // Does nothing where it is open.
        base.Open();
    }

    /// <summary>Rolls an open transaction back.</summary>
    public override void Close()
    {
        if (!isInUse)
        {
            return;
        }

        Transaction?.Dispose();
        // Where someone still reads, what he holds must not reach into the next use.
        isParked = lent.Count is 0 && !hasEnded && pool.Park();
        if (!isParked)
        {
            Forget();
            base.Close();
        }

        isInUse = false;
        if (pool.IsDisposed && !hasEnded)
        {
            End();
        }
    }

    /// <summary>Closes it for good, unless it is in use: then it closes when that ends.</summary>
    public void EndIfIdle()
    {
        if (!isInUse)
        {
            End();
        }
    }

    /// <summary>A statement made before for this text, or a new one; it is the caller's until he gives it back.</summary>
    internal SqliteCommand Take(string text)
    {
        if (!statements.Remove(text, out var known))
        {
            known = new(CreateCommand(), Use: 0);
            known.Command.CommandText = text;
        }

        known.Command.Transaction = Transaction;
        lent.Add(known.Command);
        return known.Command;
    }

    /// <param name="command">As <see cref="Take"/> gave it, with no reader open.</param>
    /// <param name="isSound">Whether all that was done with it went well.</param>
    internal void GiveBack(SqliteCommand command, bool isSound)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        // Not lent any more: the connection was closed meanwhile, and may be somebody else's by now.
        if (!lent.Remove(command) || !isSound || !statements.TryAdd(command.CommandText, new(command, ++uses)))
        {
            command.Dispose();
            return;
        }

        if (statements.Count > Most)
        {
            var (oldest, statement) = statements.MinBy(s => s.Value.Use);
            statements.Remove(oldest);
            statement.Command.Dispose();
        }
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (!disposing || hasEnded)
        {
            base.Dispose(disposing);
            return;
        }

        Close();
        if (isParked)
        {
            pool.Keep(this);
        }
        else
        {
            End();
        }
    }

    private void Unpark()
    {
        if (isParked)
        {
            isParked = false;
            pool.Unpark();
        }
    }

    private void End()
    {
        Unpark();
        pool.Forget(this);
        hasEnded = true;
        isInUse = true;
        Forget();
        base.Close();
        isInUse = false;
    }

    private void Forget()
    {
        foreach (var statement in statements.Values)
        {
            statement.Command.Dispose();
        }

        statements.Clear();
        lent.Clear();
    }

    private readonly record struct Statement(SqliteCommand Command, long Use);
}
