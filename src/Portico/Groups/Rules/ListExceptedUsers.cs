using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>The exceptions of a group with a rule, by the users' names.</summary>
public sealed class ListExceptedUsers(OperationRunner runner)
    : OrganizationQuery<ListExceptedUsers.Request, ListOf<ListExceptedUsers.Row>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }
    }

    /// <param name="Id">The user's id.</param>
    /// <param name="Username">Unique in the organization.</param>
    /// <param name="FullName">The display name, else first and last name, else the username.</param>
    /// <param name="Kind">in: a member, whatever the rule says; out: no member.</param>
    /// <param name="CreatedAt">Since when.</param>
    public sealed record Row(ObjectId Id, string Username, string FullName, ExceptionKind Kind, DateTimeOffset CreatedAt);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<Row>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Group>().AnyAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct))
        {
            return new NoSuchGroup();
        }

        var exceptions = work.Db.Set<ExceptedUser>().Where(e => e.GroupId == request.GroupId);
        var total = await exceptions.CountAsync(ct);
        var skipped = request.SkipOf(total);
        var rows = await (
            from e in exceptions
            join u in work.Db.Set<User>() on e.UserId equals u.Id
            orderby u.NameKey, u.Id
            select new
            {
                e.Kind,
                e.CreatedAt,
                u.Id,
                u.Username,
                u.DisplayName,
                u.FirstName,
                u.LastName,
            }
        )
            .Skip(skipped)
            .Take(request.Limit)
            .ToListAsync(ct);
        return new ListOf<Row>(
            total,
            rows.ConvertAll(r => new Row(
                r.Id,
                r.Username,
                UserIdentity.FullNameOf(r.DisplayName, r.FirstName, r.LastName, r.Username),
                r.Kind,
                r.CreatedAt
            ))
        )
        {
            Page = request.PageAfter(skipped),
        };
    }
}
