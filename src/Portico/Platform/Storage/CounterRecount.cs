using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>A counter that is not what counting gives: of an organization, or (Organizations) of a provider.</summary>
public sealed record WrongCounter(ObjectId Of, string What, int Kept, int Counted);

/// <summary>
/// Counts what the dashboard's counters say, and writes them right on request. Each count that seems wrong is taken again under the lock
/// that every change of it takes first, so that a server at work next to this is never mistaken for an error.
/// </summary>
internal sealed class CounterRecount(Store store)
{
    private const string Organizations = "Organizations";

    private static readonly (Counted What, Type Entity)[] CountedTypes =
    [
        .. from type in typeof(CounterRecount).Assembly.GetTypes()
        let mark = type.GetCustomAttribute<CountedAsAttribute>()
        where mark is not null
        select (mark.What, type),
    ];

    private static readonly MethodInfo CountOf = typeof(CounterRecount).GetMethod(
        nameof(CountByOrganizationAsync),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>The counters that are wrong; with <paramref name="repair"/> they have been written right.</summary>
    public async Task<IReadOnlyList<WrongCounter>> RunAsync(bool repair, CancellationToken ct)
    {
        var wrong = new List<WrongCounter>();
        foreach (var provider in await ProvidersAsync(ct))
        {
            var scope = await AdmitAsync(new Actor.Job("doctor", provider, OrganizationId: null), organization: null, ct);
            foreach (var organization in await SuspectsAsync(scope, ct))
            {
                wrong.AddRange(await RecountAsync(organization, provider, repair, ct));
            }

            wrong.AddRange(await RecountProviderAsync(scope, repair, ct));
        }

        foreach (var organization in await OnTheirOwnAsync(ct))
        {
            wrong.AddRange(await RecountAsync(organization, provider: null, repair, ct));
        }

        return wrong;
    }

    private async Task<List<ObjectId>> ProvidersAsync(CancellationToken ct)
    {
        await using var credentials = store.OpenCredentials();
        return await credentials.Set<ProviderCounters>().Select(c => c.ProviderId).ToListAsync(ct);
    }

    private async Task<List<ObjectId>> OnTheirOwnAsync(CancellationToken ct)
    {
        await using var credentials = store.OpenCredentials();
        return await credentials.Set<OrganizationEntry>().Where(o => o.ProviderId == null).Select(o => o.Id).ToListAsync(ct);
    }

    /// <summary>One pass over all organizations of a provider, without locks: those where something seems to differ.</summary>
    private async Task<List<ObjectId>> SuspectsAsync(OrganizationScope scope, CancellationToken ct)
    {
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, ct);
        var kept = await db.Set<OrganizationCounters>().AsNoTracking().ToDictionaryAsync(c => c.OrganizationId, ct);
        var counted = new Dictionary<(ObjectId, Counted), int>();
        foreach (var (what, entity) in CountedTypes)
        {
            foreach (var (organization, count) in await CountAsync(entity, db, ct))
            {
                counted[(organization, what)] = count;
            }
        }

        var organizations = await db.Set<OrganizationEntry>().Select(o => o.Id).ToListAsync(ct);
        return organizations.FindAll(o =>
            !kept.TryGetValue(o, out var counters)
            || CountedTypes.Any(t => Kept(counters, t.What) != counted.GetValueOrDefault((o, t.What)))
        );
    }

    private async Task<List<WrongCounter>> RecountAsync(ObjectId organization, ObjectId? provider, bool repair, CancellationToken ct)
    {
        var scope = await AdmitAsync(new Actor.Job("doctor", provider, organization), organization, ct);
        using var turn = await StoreTransaction.WaitForTurnAsync(store, changes: true, ct);
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: true, ct);
        var row = db.Set<OrganizationCounters>().Where(c => c.OrganizationId == organization);
        // Every change of a count updates this row before it adds or removes anything: whoever holds the row sees all or nothing of it.
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Users, c => c.Users), ct) == 0)
        {
            db.Add(new OrganizationCounters { OrganizationId = organization });
            await db.SaveChangesAsync(ct);
        }

        var kept = await row.AsNoTracking().SingleAsync(ct);
        var wrong = new List<WrongCounter>();
        foreach (var (what, entity) in CountedTypes)
        {
            var count = (await CountAsync(entity, db, ct)).GetValueOrDefault(organization);
            if (count != Kept(kept, what))
            {
                wrong.Add(new WrongCounter(organization, what.ToString(), Kept(kept, what), count));
                await WriteAsync(row, what, count, ct);
            }
        }

        if (repair)
        {
            await transaction.CommitAsync(ct);
        }

        return wrong;
    }

    private async Task<List<WrongCounter>> RecountProviderAsync(OrganizationScope scope, bool repair, CancellationToken ct)
    {
        using var turn = await StoreTransaction.WaitForTurnAsync(store, changes: true, ct);
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: true, ct);
        var row = db.Set<ProviderCounters>().Where(c => c.ProviderId == scope.ProviderId);
        await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Organizations, c => c.Organizations), ct);
        var kept = await row.Select(c => c.Organizations).SingleAsync(ct);
        var count = await db.Set<OrganizationEntry>().CountAsync(ct);
        if (count == kept)
        {
            return [];
        }

        await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Organizations, count), ct);
        if (repair)
        {
            await transaction.CommitAsync(ct);
        }

        return [new WrongCounter(scope.ProviderId, Organizations, kept, count)];
    }

    private async Task<OrganizationScope> AdmitAsync(Actor.Job job, ObjectId? organization, CancellationToken ct)
    {
        await using var credentials = store.OpenCredentials();
        var gate = new OrganizationScope.Gate(credentials);
        var admitted = organization is { } id
            ? await gate.AdmitToOrganizationAsync(job, id, Permission.View, ct)
            : await gate.AdmitToProviderAsync(job, Permission.View, ct);
        return admitted.Require();
    }

    private static Task<Dictionary<ObjectId, int>> CountAsync(Type entity, PorticoDb db, CancellationToken ct) =>
        (Task<Dictionary<ObjectId, int>>)CountOf.MakeGenericMethod(entity).Invoke(null, [db, ct])!;

    private static Task<Dictionary<ObjectId, int>> CountByOrganizationAsync<T>(PorticoDb db, CancellationToken ct)
        where T : class, IOwnedByOrganization =>
        db.Set<T>()
            .GroupBy(row => row.OrganizationId)
            .Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(r => r.Key, r => r.Count, ct);

    private static Task<int> WriteAsync(IQueryable<OrganizationCounters> row, Counted what, int count, CancellationToken ct) =>
        what switch
        {
            Counted.Users => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Users, count), ct),
            Counted.Systems => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Systems, count), ct),
            _ => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Applications, count), ct),
        };

    private static int Kept(OrganizationCounters counters, Counted what) =>
        what switch
        {
            Counted.Users => counters.Users,
            Counted.Systems => counters.Systems,
            _ => counters.Applications,
        };
}
