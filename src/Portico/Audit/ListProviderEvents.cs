using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Providers;

namespace Portico.Audit;

/// <summary>
/// Lists the provider's audit events. Whoever sees chosen organizations gets the events about those alone: the others
/// tell of organizations that do not exist for him.
/// </summary>
public sealed class ListProviderEvents(OperationRunner runner) : ProviderQuery<EventRequest, FoundEvents>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<FoundEvents>> HandleAsync(EventRequest request, Work work, CancellationToken ct)
    {
        var mine = work.Db.Set<OrganizationEntry>();
        Expression<Func<ProviderEvent, bool>>? visible =
            work.Scope.Kind is ScopeKind.ChosenOrganizations ? e => mine.Any(o => o.Id == e.TargetId) : null;
        var found = await new EventSearch<ProviderEvent>(work.Db.Set<ProviderEvent>(), request, visible).RunAsync(ct);
        return found.Succeeded && request.ForPage
            ? found.Value with
            {
                ProviderName = await work.Db.Set<Provider>().Select(p => p.Name).SingleAsync(ct),
            }
            : found;
    }
}
