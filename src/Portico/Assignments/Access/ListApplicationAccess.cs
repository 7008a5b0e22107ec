using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Applications;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Assignments.Access;

/// <summary>Who has access to an application, and why, by name.</summary>
public sealed class ListApplicationAccess(OperationRunner runner)
    : OrganizationQuery<ListApplicationAccess.Request, ListOf<UserAccess>>(runner)
{
    [ValidatableType]
    public sealed record Request : PagedListRequest
    {
        [JsonIgnore]
        public ObjectId ApplicationId { get; set; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<ListOf<UserAccess>>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Application>().AnyAsync(a => a.Id == request.ApplicationId, ct))
        {
            return new NoSuchApplication();
        }

        var assignments = work.Db.Set<ApplicationAssignment>().Where(a => a.ApplicationId == request.ApplicationId);
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
            ids => new AccessPaths(work).ToApplicationsAsync(ids, [request.ApplicationId], ct),
            request.ApplicationId,
            ct
        );
    }
}

/// <summary>No application here has this id.</summary>
public sealed record NoSuchApplication() : NotFound("no-such-application", "There is no such application here. Load the list again.");
