using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Providers;

namespace Portico.Audit;

/// <summary>Lists an organization's audit events.</summary>
public sealed class ListOrganizationEvents(OperationRunner runner) : OrganizationQuery<EventRequest, FoundEvents>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<FoundEvents>> HandleAsync(EventRequest request, Work work, CancellationToken ct)
    {
        var found = await new EventSearch<OrganizationEvent>(work.Db.Set<OrganizationEvent>(), request).RunAsync(ct);
        return found.Succeeded && request.ForPage && work.Scope.HasProvider
            ? found.Value with
            {
                ProviderName = await work.Db.Set<Provider>().Select(p => p.Name).SingleOrDefaultAsync(ct),
            }
            : found;
    }
}
