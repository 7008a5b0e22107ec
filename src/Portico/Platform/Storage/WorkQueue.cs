using Microsoft.EntityFrameworkCore;

namespace Portico.Platform.Storage;

/// <summary>A row that stands for work to be done after its transaction, by whichever node comes first.</summary>
public interface IQueued
{
    ObjectId Id { get; }

    /// <summary>When it is to be done, or tried again; null when there is nothing left to do.</summary>
    DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it was begun.</summary>
    int Tries { get; set; }
}

/// <summary>
/// Gives out queued work, each piece to one taker at a time over all nodes. A taker has it for the length of a lease: what a
/// killed process began is due again when its lease ends, so nothing is lost and something may be done twice.
/// </summary>
internal sealed class WorkQueue(Store store, TimeProvider clock)
{
    /// <summary>The piece that is due longest, for the length of the lease; null when nothing is due.</summary>
    public async Task<T?> ClaimAsync<T>(TimeSpan lease, CancellationToken ct)
        where T : class, IQueued
    {
        await using var db = store.OpenCredentials();
        var now = clock.GetUtcNow();
        if (!await db.Set<T>().AnyAsync(piece => piece.DueAt <= now, ct))
        {
            // Most times nothing is due; finding that out takes no lock.
            return null;
        }

        using var turn = await StoreTransaction.WaitForTurnAsync(store, changes: true, ct);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope: null, changes: true, ct);
        var piece = (await Due<T>(db, now).ToListAsync(ct)).SingleOrDefault();
        if (piece is null)
        {
            return null;
        }

        piece.Tries++;
        piece.DueAt = now + lease;
        await ChangeGuard.SaveAsync(db, ct);
        await transaction.CommitAsync(ct);
        return piece;
    }

    /// <summary>Writes down what came of a piece of work.</summary>
    public async Task ChangeAsync<T>(ObjectId id, Action<T> change, CancellationToken ct)
        where T : class, IQueued
    {
        using var turn = await StoreTransaction.WaitForTurnAsync(store, changes: true, ct);
        await using var db = store.OpenCredentials();
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope: null, changes: true, ct);
        if (await db.Set<T>().FirstOrDefaultAsync(piece => piece.Id == id, ct) is { } piece)
        {
            change(piece);
            await ChangeGuard.SaveAsync(db, ct);
            await transaction.CommitAsync(ct);
        }
    }

    private IQueryable<T> Due<T>(CredentialDb db, DateTimeOffset now)
        where T : class, IQueued
    {
        if (store.IsSqlite)
        {
            return db.Set<T>().Where(piece => piece.DueAt <= now).OrderBy(piece => piece.DueAt).Take(1);
        }

        // What another node has taken in this moment is passed over, not waited for. Table and column come from the model.
        var entity = db.Model.FindEntityType(typeof(T))!;
        var dueAt = entity.FindProperty(nameof(IQueued.DueAt))!.GetColumnName();
        var sql = $"select * from {entity.GetTableName()} where {dueAt} <= {{0}} order by {dueAt} limit 1 for update skip locked";
        return db.Set<T>().FromSqlRaw(sql, now);
    }
}
