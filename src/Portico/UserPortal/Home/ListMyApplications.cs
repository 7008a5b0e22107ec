using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.UserPortal.Home;

/// <summary>The applications that are assigned to the user, or to one of the user's groups, by name.</summary>
public sealed class ListMyApplications(OperationRunner runner) : UserQuery<Nothing, IReadOnlyList<ListMyApplications.Tile>>(runner)
{
    /// <param name="Id">The application's id.</param>
    /// <param name="Name">As the organization calls it.</param>
    public sealed record Tile(ObjectId Id, string Name);

    protected internal override async Task<Outcome<IReadOnlyList<Tile>>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var user = work.OwnUserId();
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user).Select(m => (ObjectId?)m.GroupId);
        var assigned = work
            .Db.Set<ApplicationAssignment>()
            .Where(a => a.UserId == user || groups.Contains(a.UserGroupId))
            .Select(a => a.ApplicationId);
        return await work
            .Db.Set<Application>()
            .Where(a => assigned.Contains(a.Id))
            .OrderBy(a => a.Name)
            .ThenBy(a => a.Id)
            .Select(a => new Tile(a.Id, a.Name))
            .ToListAsync(ct);
    }
}
