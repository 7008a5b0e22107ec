using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Jobs;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>The providers of whose organizations some are to be deleted, now or later.</summary>
public sealed class ListProvidersWithDeletions(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<ObjectId>>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<IReadOnlyList<ObjectId>>> HandleAsync(
        Nothing request,
        AccountWork work,
        CancellationToken ct
    ) =>
        await work
            .Db.Set<OrganizationEntry>()
            .Where(o => o.State == OrganizationState.PendingDeletion && o.ProviderId != null)
            .Select(o => o.ProviderId!.Value)
            .Distinct()
            .ToListAsync(ct);
}

/// <summary>Deletes organizations for good when their cooling-off period is over; looks every hour.</summary>
public sealed partial class DueDeletions(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueDeletions> log) : Hourly(clock, log)
{
    private readonly ILogger log = log;

    /// <summary>Deletes all that are due now.</summary>
    public async Task DeleteAsync(CancellationToken ct)
    {
        await using var looking = scopes.CreateAsyncScope();
        var providers = await looking.ServiceProvider.GetRequiredService<ListProvidersWithDeletions>().RunAsync(Nothing.Instance, ct);
        foreach (var provider in providers.Require())
        {
            while (await DeleteOneAsync(provider, ct)) { }
        }
    }

    protected override Task WorkAsync(CancellationToken ct) => DeleteAsync(ct);

    private async Task<bool> DeleteOneAsync(ObjectId provider, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.Job("Portico", provider, OrganizationId: null));
        var outcome = await scope.ServiceProvider.GetRequiredService<DeleteDueOrganization>().RunAsync(Nothing.Instance, ct);
        if (outcome is { Succeeded: true, Value.HasDeleted: true })
        {
            LogDeleted(provider);
        }

        return outcome is { Succeeded: true, Value.HasDeleted: true };
    }

    [LoggerMessage(LogLevel.Information, "Deleted an organization of provider {Provider} at the end of its cooling-off period.")]
    private partial void LogDeleted(ObjectId provider);
}
