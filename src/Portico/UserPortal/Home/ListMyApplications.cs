using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.UserPortal.Home;

/// <summary>The applications that are assigned to the user, or to one of the user's groups, by name.</summary>
public sealed class ListMyApplications(OperationRunner runner) : UserQuery<Nothing, IReadOnlyList<ListMyApplications.Tile>>(runner)
{
    /// <param name="Id">The application's id.</param>
    /// <param name="Name">As the organization calls it.</param>
    /// <param name="CanOpen">Whether a click signs in to it: it is set up, and not suspended.</param>
    public sealed record Tile(ObjectId Id, string Name, bool CanOpen);

    protected internal override async Task<Outcome<IReadOnlyList<Tile>>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var user = work.OwnUserId();
        var groups = work.Db.Set<UserGroupMember>().Where(m => m.UserId == user).Select(m => (ObjectId?)m.GroupId);
        var assigned = work
            .Db.Set<ApplicationAssignment>()
            .Where(a => a.UserId == user || groups.Contains(a.UserGroupId))
            .Select(a => a.ApplicationId);
        var ready = work.Db.Set<SamlSettings>().Where(s => s.EntityId != "").Select(s => s.ApplicationId);
        return await work
            .Db.Set<Application>()
            .Where(a => assigned.Contains(a.Id))
            .OrderBy(a => a.NameKey)
            .ThenBy(a => a.Id)
            .Select(a => new Tile(a.Id, a.Name, !a.IsSuspended && ready.Contains(a.Id)))
            .ToListAsync(ct);
    }
}
