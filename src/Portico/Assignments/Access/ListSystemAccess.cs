using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Systems;
using Portico.Users;

namespace Portico.Assignments.Access;

/// <summary>Who has an account on a system, and why, by name.</summary>
public sealed class ListSystemAccess(OperationRunner runner) : OrganizationQuery<ListSystemAccess.Request, ListOf<UserAccess>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId SystemId { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<UserAccess>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<ManagedSystem>().AnyAsync(s => s.Id == request.SystemId, ct))
        {
            return new NoSuchSystem();
        }

        var groups = work.Db.Set<SystemGroupMember>().Where(m => m.SystemId == request.SystemId);
        var assignments = work
            .Db.Set<SystemAssignment>()
            .Where(a => a.SystemId == request.SystemId || groups.Any(m => m.GroupId == a.SystemGroupId));
        var members = work.Db.Set<UserGroupMember>();
        var users = work
            .Db.Set<User>()
            .Where(u =>
                assignments.Any(a => a.UserId == u.Id)
                || members.Any(m => m.UserId == u.Id && assignments.Any(a => a.UserGroupId == m.GroupId))
            );
        return await UserAccess.PageAsync(
            users,
            request,
            ids => new AccessPaths(work).ToSystemsAsync(ids, [request.SystemId], ct),
            request.SystemId,
            ct
        );
    }
}
