using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portico.Platform.Storage;

/// <summary>
/// The connections to SQLite's file. Whoever opens a context gets one that is not in use, with what it has prepared; it comes back when
/// the context is disposed of.
/// </summary>
/// <param name="connectionString">Of the file.</param>
internal sealed class KeptConnections(string connectionString) : DbConnectionInterceptor, IDisposable
{
    /// <summary>So many wait open, each with its page cache and its statements; the others are closed in earnest.</summary>
    internal const int Most = 32;

    // What is kept here must not be kept once more below.
    private readonly string connectionString = Unpooled(connectionString);
    private readonly ConcurrentStack<KeptConnection> idle = [];
    private readonly ConcurrentDictionary<KeptConnection, bool> all = [];
    private volatile bool isDisposed;
    private int parked;

    /// <summary>Whether there is no more use for connections.</summary>
    public bool IsDisposed => isDisposed;

    /// <summary>Idle, in use, and with contexts that wait in a pool of their own.</summary>
    internal int Count => all.Count;

    /// <summary>How many of them are open though nobody uses them.</summary>
    internal int Parked => parked;

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData,
        InterceptionResult<DbConnection> result
    ) => InterceptionResult<DbConnection>.SuppressWithResult(idle.TryPop(out var connection) ? connection : Make());

    /// <summary>To the same file, past the driver's own pool: what is closed is closed.</summary>
    public static string Unpooled(string connectionString) =>
        new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>Whether one more may stay open until it is used again; then it says so by <see cref="Unpark"/>.</summary>
    public bool Park()
    {
        if (Interlocked.Increment(ref parked) <= Most && !isDisposed)
        {
            return true;
        }

        Unpark();
        return false;
    }

    public void Unpark() => Interlocked.Decrement(ref parked);

    /// <summary>Takes a connection that waits open for the next context.</summary>
    public void Keep(KeptConnection connection) => idle.Push(connection);

    public void Forget(KeptConnection connection) => all.TryRemove(connection, out _);

    /// <summary>Closes all but those in use, which end when they are closed.</summary>
    public void Dispose()
    {
        isDisposed = true;
        foreach (var connection in all.Keys)
        {
            connection.EndIfIdle();
        }
    }

    /// <summary>The framework's own functions for SQLite are put on a connection when a context is given it.</summary>
    private KeptConnection Make()
    {
        var connection = new KeptConnection(connectionString, this);
        using var context = new DbContext(new DbContextOptionsBuilder().UseSqlite(connection).Options);
        _ = context.Database.GetDbConnection();
        all[connection] = true;
        return connection;
    }
}
