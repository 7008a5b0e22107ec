using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>Removes users' sessions at their end, and links long over. A batch of each.</summary>
public sealed class RemoveSpentUserSignIns(OperationRunner runner) : AccountOperation<Nothing, RemoveSpentUserSignIns.Result>(runner)
{
    /// <summary>How many of each are removed at once.</summary>
    public const int Most = 1_000;

    /// <summary>How long a link is kept after its end.</summary>
    private static readonly TimeSpan LinkRest = TimeSpan.FromDays(30);

    public sealed record Result(int Removed);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("user-session-sweep", ct);
        var linksBefore = work.Now - LinkRest;
        // Idle ones wait for their absolute end, which is never far: each organization has an idle time of its own, and none lets in.
        List<object> spent =
        [
            .. await (
                from s in work.Db.Set<UserSession>()
                where s.ExpiresAt <= work.Now
                join o in work.Db.Set<OrganizationEntry>() on s.OrganizationId equals o.Id
                select s
            )
                .Take(Most)
                .ToListAsync(ct),
            .. await (
                from l in work.Db.Set<UserLink>()
                where l.ExpiresAt <= linksBefore
                join o in work.Db.Set<OrganizationEntry>() on l.OrganizationId equals o.Id
                select l
            )
                .Take(Most)
                .ToListAsync(ct),
        ];
        work.Db.RemoveRange(spent);
        return new Result(spent.Count);
    }
}

/// <summary>Sweeps every hour.</summary>
internal sealed class UserSessionSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UserSessionSweep> log) : Hourly(clock, log)
{
    private const int Batches = 100;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RemoveSpentUserSignIns>().RunAsync(Nothing.Instance, ct);
            if (outcome.Require().Removed < RemoveSpentUserSignIns.Most)
            {
                return;
            }
        }
    }
}
