using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Assignments;

/// <summary>One assignment.</summary>
public sealed class GetAssignment(OperationRunner runner) : OrganizationQuery<AssignmentReference, AssignmentRow>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<AssignmentRow>> HandleAsync(AssignmentReference request, Work work, CancellationToken ct)
    {
        var applications = await work.Db.Set<ApplicationAssignment>().AsNoTracking().Where(a => a.Id == request.Id).ToListAsync(ct);
        var systems = await work.Db.Set<SystemAssignment>().AsNoTracking().Where(a => a.Id == request.Id).ToListAsync(ct);
        var rows = await AssignmentRow.ReadAsync(applications, systems, work, ct);
        return rows is [var found, ..] ? found : new NoSuchAssignment();
    }
}
