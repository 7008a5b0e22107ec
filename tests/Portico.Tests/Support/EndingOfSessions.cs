using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portico.Administrators;
using Portico.Platform.Storage;
using Portico.SignIn.Sessions;

namespace Portico.Tests.Support;

/// <summary>Someone who ends all sessions of an account, as a reset password does, and is not done yet when another request comes. PostgreSQL only.</summary>
internal sealed class EndingOfSessions : IAsyncDisposable
{
    private readonly CredentialDb db;
    private readonly IDbContextTransaction transaction;
    private readonly Person person;

    private EndingOfSessions(CredentialDb db, IDbContextTransaction transaction, Person person)
    {
        this.db = db;
        this.transaction = transaction;
        this.person = person;
    }

    public static async Task<EndingOfSessions> BeginAsync(TestPortal portal, Person person)
    {
        var store = portal.Credentials();
        var begun = await store.Database.BeginTransactionAsync();
        await StoreTransaction.TakeTurnAsync(store, $"sessions:{person.Id}", default);
        return new EndingOfSessions(store, begun, person);
    }

    /// <summary>Ends them, changes the account, and commits, once another request waits for its turn.</summary>
    public async Task CompleteWhenSomeoneWaitsAsync(Action<Administrator> change)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await IsSomeoneWaitingAsync(limit.Token))
        {
            await Task.Delay(20, limit.Token);
        }

        change(await db.Set<Administrator>().SingleAsync(a => a.Id == person.Id, limit.Token));
        db.RemoveRange(await db.Set<Session>().Where(s => s.AdministratorId == person.Id).ToListAsync(limit.Token));
        await db.SaveChangesAsync(limit.Token);
        await transaction.CommitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await db.DisposeAsync();
    }

    private async Task<bool> IsSomeoneWaitingAsync(CancellationToken ct)
    {
        var waiting = await db
            .Database.SqlQueryRaw<int>(
                """
                select count(*)::int as "Value" from pg_locks
                where locktype = 'advisory' and not granted
                  and database = (select oid from pg_database where datname = current_database())
                """
            )
            .SingleAsync(ct);
        return waiting > 0;
    }
}
