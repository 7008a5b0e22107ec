using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>An organization's own administrators: those who are active, who are invited, and who are suspended.</summary>
public sealed class ListOrganizationAdministrators(OperationRunner runner)
    : OrganizationQuery<AdministratorListRequest, AdministratorPage>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<AdministratorPage>> HandleAsync(
        AdministratorListRequest request,
        Work work,
        CancellationToken ct
    )
    {
        var members = work.Db.Set<OrganizationMembership>().AsNoTracking().Matching(request.Search);
        var (page, total) = await members.CountAsync(request.Page, ct);
        var rows = await members.Sorted(request.Sort).OfPage(page).ToListAsync(ct);
        return new AdministratorPage([.. rows.Select(m => AdministratorRow.Of(m, work))], total, page, work.MayManage());
    }
}
