using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.ProviderSide;

/// <summary>The provider's administrators: those who are active, who are invited, and who are suspended.</summary>
public sealed class ListProviderAdministrators(OperationRunner runner)
    : ProviderQuery<ListProviderAdministrators.Request, ListOf<AdministratorRow>>(runner)
{
    [ValidatableType]
    public sealed record Request : AdministratorListRequest
    {
        /// <summary>status, name, email, mfa, role or organizations, several by comma, with a minus for the reverse; name when nothing is said.</summary>
        [SortKeys("status", "name", "email", "mfa", "role", "organizations")]
        public override string? Sort { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<AdministratorRow>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var members = work.Db.Set<ProviderMembership>().AsNoTracking().Matching(request);
        var total = await members.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var (access, within) = (work.VisibleAccess(), work.WithinReach());
        var keys = AdministratorList.Keys<ProviderMembership>();
        keys["organizations"] = m => m.AllOrganizations ? int.MaxValue : access.Count(a => a.MembershipId == m.Id);
        var rows = await members
            .SortedBy(request.Sort, keys, own: "name", m => m.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(m => new
            {
                Member = m,
                Chosen = access.Count(a => a.MembershipId == m.Id),
                IsWithinReach = within.Any(w => w.Id == m.Id),
            })
            .ToListAsync(ct);
        var results = rows.ConvertAll(r =>
        {
            var row = AdministratorRow.Of(r.Member, work);
            return row with
            {
                MayChange = row.MayChange && r.IsWithinReach,
                AllOrganizations = r.Member.AllOrganizations,
                ChosenOrganizations = r.Chosen,
            };
        });
        return new ListOf<AdministratorRow>(total, results) { Page = request.PageAfter(skipped) };
    }
}
