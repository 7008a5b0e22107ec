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
    /// <summary>So many wait open; each keeps its page cache and its statements.</summary>
    internal const int Most = 16;

    // What is kept here must not be kept once more below.
    private readonly string connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
    private readonly ConcurrentStack<KeptConnection> idle = [];
    private readonly ConcurrentDictionary<KeptConnection, bool> all = [];
    private volatile bool isDisposed;

    /// <summary>Whether there is no more use for connections.</summary>
    public bool IsDisposed => isDisposed;

    /// <summary>Idle, in use, and with contexts that wait in a pool of their own.</summary>
    internal int Count => all.Count;

    public override InterceptionResult<DbConnection> ConnectionCreating(
        ConnectionCreatingEventData eventData,
        InterceptionResult<DbConnection> result
    ) => InterceptionResult<DbConnection>.SuppressWithResult(idle.TryPop(out var connection) ? connection : Make());

    /// <summary>Takes a connection back that was closed. False when there are enough: the caller ends it.</summary>
    public bool Keep(KeptConnection connection)
    {
        if (isDisposed || idle.Count >= Most)
        {
            return false;
        }

        idle.Push(connection);
        return true;
    }

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
