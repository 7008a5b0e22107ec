using Microsoft.EntityFrameworkCore;
using Portico.Groups;
using Portico.Groups.Members;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Assignments.Access;

/// <summary>Finds all the ways from a page of users to a page of things.</summary>
internal sealed class AccessPaths(Work work)
{
    public async Task<ILookup<(ObjectId User, ObjectId Thing), AccessPath>> ToApplicationsAsync(
        List<ObjectId> users,
        List<ObjectId> applications,
        CancellationToken ct
    )
    {
        var memberships = await MembershipsAsync(users, ct);
        var groups = memberships.Select(m => m.GroupId).Distinct().ToList();
        var assignments = await work
            .Db.Set<ApplicationAssignment>()
            .AsNoTracking()
            .Where(a => EF.Parameter(applications).Contains(a.ApplicationId))
            .Where(a =>
                (a.UserId != null && EF.Parameter(users).Contains(a.UserId.Value))
                || (a.UserGroupId != null && EF.Parameter(groups).Contains(a.UserGroupId.Value))
            )
            .OrderBy(a => a.UserGroupId != null)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var known = await GroupsAsync(assignments.Select(a => a.UserGroupId), ct);
        var ways =
            from a in assignments
            from w in Reached(a.UserId, a.UserGroupId, memberships)
            select (
                Key: (w.User, a.ApplicationId),
                Path: PathOf(a.Id, a.UserGroupId, w.Origin, systemGroup: null, sudo: false, withoutPassword: false, known)
            );
        return ways.ToLookup(w => w.Key, w => w.Path);
    }

    public async Task<ILookup<(ObjectId User, ObjectId Thing), AccessPath>> ToSystemsAsync(
        List<ObjectId> users,
        List<ObjectId> systems,
        CancellationToken ct
    )
    {
        var memberships = await MembershipsAsync(users, ct);
        var groups = memberships.Select(m => m.GroupId).Distinct().ToList();
        var systemsIn = await work
            .Db.Set<SystemGroupMember>()
            .AsNoTracking()
            .Where(m => EF.Parameter(systems).Contains(m.SystemId))
            .ToListAsync(ct);
        var systemGroups = systemsIn.Select(m => m.GroupId).Distinct().ToList();
        var assignments = await work
            .Db.Set<SystemAssignment>()
            .AsNoTracking()
            .Where(a =>
                (a.SystemId != null && EF.Parameter(systems).Contains(a.SystemId.Value))
                || (a.SystemGroupId != null && EF.Parameter(systemGroups).Contains(a.SystemGroupId.Value))
            )
            .Where(a =>
                (a.UserId != null && EF.Parameter(users).Contains(a.UserId.Value))
                || (a.UserGroupId != null && EF.Parameter(groups).Contains(a.UserGroupId.Value))
            )
            .OrderBy(a => a.UserGroupId != null)
            .ThenBy(a => a.Id)
            .ToListAsync(ct);
        var known = await GroupsAsync(assignments.SelectMany(a => new[] { a.UserGroupId, a.SystemGroupId }), ct);
        var ways =
            from a in assignments
            from w in Reached(a.UserId, a.UserGroupId, memberships)
            from system in a.SystemId is { } one ? [one] : systemsIn.Where(m => m.GroupId == a.SystemGroupId).Select(m => m.SystemId)
            select (
                Key: (w.User, system),
                Path: PathOf(a.Id, a.UserGroupId, w.Origin, a.SystemGroupId, a.SudoEnabled, a.SudoWithoutPassword, known)
            );
        return ways.ToLookup(w => w.Key, w => w.Path);
    }

    private Task<List<UserGroupMember>> MembershipsAsync(List<ObjectId> users, CancellationToken ct) =>
        work.Db.Set<UserGroupMember>().AsNoTracking().Where(m => EF.Parameter(users).Contains(m.UserId)).ToListAsync(ct);

    /// <summary>The users that an assignment reaches, and how they came into its group.</summary>
    private static IEnumerable<(ObjectId User, MembershipOrigin? Origin)> Reached(
        ObjectId? user,
        ObjectId? group,
        List<UserGroupMember> memberships
    ) => user is { } one ? [(one, null)] : memberships.Where(m => m.GroupId == group).Select(m => (m.UserId, (MembershipOrigin?)m.Origin));

    private async Task<Dictionary<ObjectId, (string Name, string? Rule)>> GroupsAsync(IEnumerable<ObjectId?> some, CancellationToken ct)
    {
        var ids = some.OfType<ObjectId>().Distinct().ToList();
        var groups = await work
            .Db.Set<Group>()
            .Where(g => EF.Parameter(ids).Contains(g.Id))
            .Select(g => new
            {
                g.Id,
                g.Name,
                g.Rule,
            })
            .ToListAsync(ct);
        var managers = await RuleCheck.NamesAsync(groups.Select(g => g.Rule), work, ct);
        return groups.ToDictionary(g => g.Id, g => (g.Name, g.Rule is null ? null : RuleWords.Of(g.Rule, managers)));
    }

    private static AccessPath PathOf(
        ObjectId assignment,
        ObjectId? userGroup,
        MembershipOrigin? origin,
        ObjectId? systemGroup,
        bool sudo,
        bool withoutPassword,
        Dictionary<ObjectId, (string Name, string? Rule)> groups
    )
    {
        AssignmentEnd? EndOf(ObjectId? id) => id is { } group ? new AssignmentEnd(group, groups[group].Name) : null;
        var rule = origin is MembershipOrigin.Rule && userGroup is { } ruled ? groups[ruled].Rule : null;
        return new AccessPath(assignment, EndOf(userGroup), origin, rule, EndOf(systemGroup), sudo, withoutPassword);
    }
}
