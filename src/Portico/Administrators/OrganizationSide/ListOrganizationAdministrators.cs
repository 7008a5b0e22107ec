using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>An organization's own administrators: those who are active, who are invited, and who are suspended.</summary>
public sealed class ListOrganizationAdministrators(OperationRunner runner)
    : OrganizationQuery<ListOrganizationAdministrators.Request, ListOf<AdministratorRow>>(runner)
{
    [ValidatableType]
    public sealed record Request : AdministratorListRequest
    {
        /// <summary>status, name, email, mfa or role, several by comma, with a minus for the reverse; name when nothing is said.</summary>
        [SortKeys("status", "name", "email", "mfa", "role")]
        public override string? Sort { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<AdministratorRow>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var members = work.Db.Set<OrganizationMembership>().AsNoTracking().Matching(request);
        var total = await members.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await members
            .SortedBy(request.Sort, AdministratorList.Keys<OrganizationMembership>(), own: "name", m => m.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .ToListAsync(ct);
        return new ListOf<AdministratorRow>(total, rows.ConvertAll(m => AdministratorRow.Of(m, work)))
        {
            Page = request.PageAfter(skipped),
        };
    }
}
