using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>The provider's administrators: those who are active, who are invited, and who are suspended.</summary>
public sealed class ListProviderAdministrators(OperationRunner runner) : ProviderQuery<AdministratorListRequest, AdministratorPage>(runner)
{
    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<AdministratorPage>> HandleAsync(
        AdministratorListRequest request,
        Work work,
        CancellationToken ct
    )
    {
        var members = work.Db.Set<ProviderMembership>().AsNoTracking().Matching(request.Search);
        var (page, total) = await members.CountAsync(request.Page, ct);
        var (access, within) = (work.VisibleAccess(), work.WithinReach());
        var sorted = request.Sort?.TrimStart('-') is "organizations"
            ? members.By(request.Sort, m => m.AllOrganizations ? int.MaxValue : access.Count(a => a.MembershipId == m.Id))
            : members.Sorted(request.Sort);
        var rows = await sorted
            .OfPage(page)
            .Select(m => new
            {
                Member = m,
                Chosen = access.Count(a => a.MembershipId == m.Id),
                IsWithinReach = within.Any(w => w.Id == m.Id),
            })
            .ToListAsync(ct);
        return new AdministratorPage(
            [
                .. rows.Select(r =>
                {
                    var row = AdministratorRow.Of(r.Member, work);
                    return row with
                    {
                        MayChange = row.MayChange && r.IsWithinReach,
                        AllOrganizations = r.Member.AllOrganizations,
                        ChosenOrganizations = r.Chosen,
                    };
                }),
            ],
            total,
            page,
            work.MayManage()
        );
    }
}
