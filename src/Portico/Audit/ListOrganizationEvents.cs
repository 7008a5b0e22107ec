using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Providers;

namespace Portico.Audit;

/// <summary>Lists an organization's audit events, newest first.</summary>
public sealed class ListOrganizationEvents(OperationRunner runner) : OrganizationQuery<EventRequest, EventPage>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<EventPage>> HandleAsync(EventRequest request, Work work, CancellationToken ct)
    {
        var provider = work.Scope.HasProvider ? await work.Db.Set<Provider>().Select(p => p.Name).SingleOrDefaultAsync(ct) : null;
        return await new EventSearch<OrganizationEvent>(work.Db.Set<OrganizationEvent>(), request).RunAsync(provider, ct);
    }
}
