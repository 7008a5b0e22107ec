using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Logout;

namespace Portico.SingleSignOn.OpenIdConnect.Tokens;

/// <summary>Forgets tokens and grants at their end: what has expired is refused without them. A batch of each.</summary>
public sealed class RemoveSpentOpenIdTokens(OperationRunner runner) : AccountOperation<Nothing, RemoveSpentOpenIdTokens.Result>(runner)
{
    /// <summary>How many of each are removed at once.</summary>
    public const int Most = 1_000;

    /// <summary>For clocks that are behind.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    public sealed record Result(int Removed);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("openid-sweep", ct);
        var before = work.Now - Rest;
        var tokens = await (
            from t in work.Db.Set<OpenIdToken>()
            where t.ExpiresAt <= before
            join o in work.Db.Set<OrganizationEntry>() on t.OrganizationId equals o.Id
            select t
        )
            .Take(Most)
            .ToListAsync(ct);
        var grants = await (
            from g in work.Db.Set<OpenIdGrant>()
            where g.EndsAt <= before
            where !work.Db.Set<OpenIdToken>().Any(t => t.OrganizationId == g.OrganizationId && t.GrantId == g.Id)
            join o in work.Db.Set<OrganizationEntry>() on g.OrganizationId equals o.Id
            select g
        )
            .Take(Most)
            .ToListAsync(ct);
        var notices = await (
            from n in work.Db.Set<OpenIdLogoutNotice>()
            where n.DueAt == null
            join o in work.Db.Set<OrganizationEntry>() on n.OrganizationId equals o.Id
            select n
        )
            .Take(Most)
            .ToListAsync(ct);
        work.Db.RemoveRange(notices);
        work.Db.RemoveRange(tokens);
        work.Db.RemoveRange(grants);
        return new Result(Math.Max(notices.Count, Math.Max(tokens.Count, grants.Count)));
    }
}

/// <summary>Sweeps every hour.</summary>
internal sealed class OpenIdSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OpenIdSweep> log) : Hourly(clock, log)
{
    private const int Batches = 1_000;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RemoveSpentOpenIdTokens>().RunAsync(Nothing.Instance, ct);
            if (outcome.Require().Removed < RemoveSpentOpenIdTokens.Most)
            {
                return;
            }
        }
    }
}
