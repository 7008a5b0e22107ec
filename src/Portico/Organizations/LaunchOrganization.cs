using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Organizations;

/// <summary>
/// Records that someone came into the organization: the provider's staff launched it, or one of its own administrators opened it.
/// Once a session; after <see cref="Pause"/> without a page it counts again.
/// </summary>
public sealed class LaunchOrganization(OperationRunner runner) : OrganizationOperation<Nothing, Done>(runner)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        if (work.Actor is not Actor.Administrator visitor)
        {
            // Portico itself visits nobody.
            return Done.Instance;
        }

        var visit = await work.Db.Set<OrganizationVisit>().SingleOrDefaultAsync(v => v.AdministratorId == visitor.AdministratorId, ct);
        if (visit is not null && visit.SessionId == visitor.SessionId && work.Now - visit.LastAt < Pause)
        {
            return Done.Instance;
        }

        if (visit is null)
        {
            visit = new OrganizationVisit
            {
                OrganizationId = work.Scope.OrganizationId,
                AdministratorId = visitor.AdministratorId,
                FirstAt = work.Now,
            };
            work.Db.Add(visit);
        }

        visit.SessionId = visitor.SessionId;
        visit.LastAt = work.Now;
        work.Record(work.Scope.ActsForProvider ? new OrganizationLaunched() : new OrganizationOpened());
        return Done.Instance;
    }
}

/// <summary>Someone of the provider came in.</summary>
public sealed record OrganizationLaunched : AuditEvent
{
    public override string Summary => "Launched the admin portal";
}

/// <summary>One of the organization's own administrators came in.</summary>
public sealed record OrganizationOpened : AuditEvent
{
    public override string Summary => "Opened the admin portal";
}
