using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portico.Administrators;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Tries;

namespace Portico.SignIn.Sessions;

/// <summary>
/// Removes what no sign-in needs any more: sessions at their end, links long over, counted tries that are forgotten,
/// challenges that are too old to be used again, and what strangers tried long ago.
/// </summary>
public sealed class RemoveSpentSignIns(OperationRunner runner, IOptions<SignInOptions> options)
    : AccountOperation<Nothing, RemoveSpentSignIns.Result>(runner)
{
    /// <summary>How many of each are removed at once; more wait for the next time.</summary>
    public const int Most = 1_000;

    /// <summary>How long a link is kept after its end, so that a late click still finds it.</summary>
    private static readonly TimeSpan LinkRest = TimeSpan.FromDays(30);

    /// <summary>How long is kept what was tried under addresses that have no account: anyone can make it grow.</summary>
    private static readonly TimeSpan StrangersRest = TimeSpan.FromDays(30);

    public sealed record Result(int Removed);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var idleSince = work.Now - options.Value.Idle;
        var linksBefore = work.Now - LinkRest;
        var strangersBefore = work.Now - StrangersRest;
        // No counted try is remembered longer than a day.
        var triesBefore = work.Now - TimeSpan.FromDays(1);
        List<object> spent =
        [
            .. await work.Db.Set<Session>().Where(s => s.ExpiresAt <= work.Now || s.LastSeenAt <= idleSince).Take(Most).ToListAsync(ct),
            .. await work.Db.Set<AccountLink>().Where(l => l.ExpiresAt <= linksBefore).Take(Most).ToListAsync(ct),
            .. await work
                .Db.Set<AccountEvent>()
                .Where(e => e.AdministratorId == null && e.At <= strangersBefore)
                .Take(Most)
                .ToListAsync(ct),
            .. await work.Db.Set<SpentPasskeyChallenge>().Where(c => c.ExpiresAt <= work.Now).Take(Most).ToListAsync(ct),
            .. await work.Db.Set<SignInThrottle>().Where(t => t.LastFailureAt <= triesBefore).Take(Most).ToListAsync(ct),
        ];
        work.Db.RemoveRange(spent);
        return new Result(spent.Count);
    }
}

/// <summary>Sweeps every hour; a store that nobody signs in to for a year does not grow.</summary>
internal sealed class SessionSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionSweep> log) : Hourly(clock, log)
{
    protected override async Task WorkAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RemoveSpentSignIns>().RunAsync(Nothing.Instance, ct);
    }
}
