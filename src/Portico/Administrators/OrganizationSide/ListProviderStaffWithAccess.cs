using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Administrators.OrganizationSide;

/// <summary>The provider's people who may enter this organization: since when, and when they last did, by name. No addresses.</summary>
public sealed class ListProviderStaffWithAccess(OperationRunner runner)
    : OrganizationQuery<ListProviderStaffWithAccess.Request, ListOf<ListProviderStaffWithAccess.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest;

    /// <param name="MembershipId">Tells two of the same name apart.</param>
    /// <param name="Name">First and last name.</param>
    /// <param name="Role">The role of that person here.</param>
    /// <param name="Since">Since when this organization is in that person's reach.</param>
    /// <param name="LastVisit">Null when there was none.</param>
    public sealed record Row(ObjectId MembershipId, string Name, Role Role, DateTimeOffset Since, DateTimeOffset? LastVisit);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var here = work.Scope.OrganizationId;
        var access = work.Db.Set<OrganizationAccess>().Where(a => a.OrganizationId == here);
        var visits = work.Db.Set<OrganizationVisit>();
        var staff = work
            .Db.Set<ProviderMembership>()
            .AsNoTracking()
            .Where(m => m.AcceptedAt != null && !m.IsSuspended)
            .Where(m => m.AllOrganizations || access.Any(a => a.MembershipId == m.Id));
        var total = await staff.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await staff
            .OrderBy(m => m.NameKey)
            .ThenBy(m => m.Id)
            .Skip(skipped)
            .Take(request.Limit)
            .Select(m => new
            {
                Member = m,
                Given = access.Where(a => a.MembershipId == m.Id).Select(a => (DateTimeOffset?)a.Since).FirstOrDefault(),
                LastVisit = visits
                    .Where(v => v.AdministratorId == m.AdministratorId)
                    .Select(v => (DateTimeOffset?)v.LastAt)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        var added = await work.Db.Set<ManagedOrganization>().Select(o => o.CreatedAt).SingleAsync(ct);
        var results = rows.ConvertAll(r => new Row(
            r.Member.Id,
            r.Member.FullName,
            r.Member.Role,
            Latest(added, r.Member.AcceptedAt, r.Member.AllOrganizations ? r.Member.AllOrganizationsSince : r.Given),
            r.LastVisit
        ));
        return new ListOf<Row>(total, results) { Page = request.PageAfter(skipped) };
    }

    /// <summary>Access begins when the organization is there, the person has accepted and the organization is in his reach.</summary>
    private static DateTimeOffset Latest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset?> others)
    {
        foreach (var other in others)
        {
            first = other > first ? other.Value : first;
        }

        return first;
    }
}
