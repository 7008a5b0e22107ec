using System.Data;
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

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
