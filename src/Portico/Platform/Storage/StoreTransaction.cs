using System.Buffers.Binary;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>Begins the one transaction of an operation and tells the database the scope, so that its row policies hold.</summary>
internal static class StoreTransaction
{
    /// <summary>Waits until this operation may write; a query never waits.</summary>
    public static async Task<IDisposable?> WaitForTurnAsync(Store store, bool changes, CancellationToken ct)
    {
        if (!store.IsSqlite || !changes)
        {
            return null;
        }

        await store.WriterGate.WaitAsync(ct);
        return new Turn(store.WriterGate);
    }

    public static async Task<IDbContextTransaction> BeginAsync(
        Store store,
        DbContext db,
        OrganizationScope? scope,
        bool changes,
        CancellationToken ct
    )
    {
        if (store.IsSqlite)
        {
            await db.Database.OpenConnectionAsync(ct);
            // A query takes no write lock (deferred); a change takes it at once, so that it cannot fail half-way for it.
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var begun = connection.BeginTransaction(IsolationLevel.Serializable, deferred: !changes);
            return (await db.Database.UseTransactionAsync(begun, ct))!;
        }

        var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        if (scope is not null)
        {
            await RowSecurity.EnterAsync(db, scope, ct);
        }

        return transaction;
    }

    /// <summary>Until the transaction ends nobody else passes here with the same name. SQLite has one writer, who is alone anyway.</summary>
    public static async Task TakeTurnAsync(DbContext db, string name, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockOf(name)})", ct);
        }
    }

    /// <summary>Passes together with others who share the turn, and neither before nor after but apart from whoever takes it alone.</summary>
    public static async Task ShareTurnAsync(DbContext db, string name, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({LockOf(name)})", ct);
        }
    }

    /// <summary>The number by which PostgreSQL knows a lock.</summary>
    internal static long LockOf(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
