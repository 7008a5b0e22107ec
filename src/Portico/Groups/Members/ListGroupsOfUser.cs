using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>The groups of a user, by name.</summary>
public sealed class ListGroupsOfUser(OperationRunner runner)
    : OrganizationQuery<ListGroupsOfUser.Request, ListOf<ListGroupsOfUser.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId UserId { get; set; }
    }

    /// <param name="Id">The group's id.</param>
    /// <param name="Name">Unique among the user groups.</param>
    /// <param name="Origin">Whether someone added the user, or the group's rule finds him.</param>
    /// <param name="IsDynamic">Whether a rule finds the members; by hand then means by an exception.</param>
    /// <param name="RequiresMfa">Whether it requires multifactor authentication, where the organization does so by group.</param>
    public sealed record Row(ObjectId Id, string Name, MembershipOrigin Origin, bool IsDynamic, bool RequiresMfa);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<User>().AnyAsync(u => u.Id == request.UserId, ct))
        {
            return new NoSuchUser();
        }

        var memberships = work.Db.Set<UserGroupMember>().Where(m => m.UserId == request.UserId);
        var total = await memberships.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await (
            from m in memberships
            join g in work.Db.Set<Group>() on m.GroupId equals g.Id
            orderby g.NameKey, g.Id
            select new Row(g.Id, g.Name, m.Origin, g.Rule != null, g.RequiresMfa)
        )
            .Skip(skipped)
            .Take(request.Limit)
            .ToListAsync(ct);
        return new ListOf<Row>(total, rows) { Page = request.PageAfter(skipped) };
    }
}
