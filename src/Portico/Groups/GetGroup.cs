using Microsoft.EntityFrameworkCore;
using Portico.Assignments;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups;

/// <summary>One group, without its members.</summary>
public sealed class GetGroup(OperationRunner runner) : OrganizationQuery<GroupReference, GetGroup.Result>(runner)
{
    /// <param name="Id">The group's id.</param>
    /// <param name="Name">Unique among the groups of its kind.</param>
    /// <param name="Description">What it is for.</param>
    /// <param name="Members">How many there are.</param>
    /// <param name="Assignments">How many applications, systems and system groups are assigned to it; of a system group, how many users and user groups.</param>
    /// <param name="Gid">The number of the POSIX group; null when it is none. Always null of a system group.</param>
    /// <param name="RequiresMfa">Whether the members need multifactor authentication, where the organization requires it by group.</param>
    /// <param name="Rule">In words; null when members are added by hand.</param>
    /// <param name="CreatedAt">When it was added.</param>
    /// <param name="Version">What an edit is based on; the ETag.</param>
    public sealed record Result(
        ObjectId Id,
        string Name,
        string? Description,
        int Members,
        int Assignments,
        int? Gid,
        bool RequiresMfa,
        string? Rule,
        DateTimeOffset CreatedAt,
        int Version
    )
    {
        /// <summary>Whether a rule finds the members.</summary>
        public bool IsDynamic => Rule is not null;
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(GroupReference request, Work work, CancellationToken ct)
    {
        var group = await work.Db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == request.Id && g.Kind == request.Kind, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        var managers = await RuleCheck.NamesAsync([group.Rule], work, ct);
        return new Result(
            group.Id,
            group.Name,
            group.Description,
            group.MemberCount,
            await AssignmentsOf.GroupAsync(group.Id, work, ct),
            group.Gid,
            group.RequiresMfa,
            group.Rule is { } rule ? RuleWords.Of(rule, managers) : null,
            group.CreatedAt,
            group.Version
        );
    }
}
