using Microsoft.EntityFrameworkCore;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api.Idempotency;

/// <summary>Removes requests whose time is over.</summary>
public sealed class RemoveSpentIdempotentRequests(OperationRunner runner)
    : AccountOperation<Nothing, RemoveSpentIdempotentRequests.Result>(runner)
{
    /// <summary>How many are removed at once; more wait for the next time.</summary>
    public const int Most = 1_000;

    public sealed record Result(int Removed);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("idempotency-sweep", ct);
        // An hour more than they count: none is taken away that is begun anew in this moment.
        var before = work.Now - IdempotentRequest.Lifetime - TimeSpan.FromHours(1);
        var spent = await work.Db.Set<IdempotentRequest>().Where(r => r.At <= before).OrderBy(r => r.At).Take(Most).ToListAsync(ct);
        work.Db.RemoveRange(spent);
        return new Result(spent.Count);
    }
}

/// <summary>Sweeps every hour, until nothing is left.</summary>
internal sealed class IdempotencySweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<IdempotencySweep> log) : Hourly(clock, log)
{
    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var remove = scope.ServiceProvider.GetRequiredService<RemoveSpentIdempotentRequests>();
        while ((await remove.RunAsync(Nothing.Instance, ct)).Require().Removed is RemoveSpentIdempotentRequests.Most) { }
    }
}
