using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.SigningIn;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>Forgets messages that are too old to come a second time, and logouts that nobody takes on. A batch of each.</summary>
public sealed class RemoveSpentSamlMessages(OperationRunner runner) : AccountOperation<Nothing, RemoveSpentSamlMessages.Result>(runner)
{
    /// <summary>How many of each are removed at once.</summary>
    public const int Most = 1_000;

    public sealed record Result(int Removed);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        await work.TakeTurnAsync("saml-sweep", ct);
        List<object> spent =
        [
            .. await (
                from m in work.Db.Set<SeenSamlMessage>()
                where m.Until <= work.Now
                join o in work.Db.Set<OrganizationEntry>() on m.OrganizationId equals o.Id
                select m
            )
                .Take(Most)
                .ToListAsync(ct),
            .. await (
                from l in work.Db.Set<SamlLogout>()
                where l.ExpiresAt <= work.Now
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
internal sealed class SamlSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SamlSweep> log) : Hourly(clock, log)
{
    private const int Batches = 1_000;

    protected override async Task WorkAsync(CancellationToken ct)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<RemoveSpentSamlMessages>().RunAsync(Nothing.Instance, ct);
            if (outcome.Require().Removed < RemoveSpentSamlMessages.Most)
            {
                return;
            }
        }
    }
}
