using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>A user group without a rule, while users are added to it or taken out by hand.</summary>
internal sealed class HandPicking(Work work)
{
    private readonly List<User> picked = [];
    private HashSet<ObjectId> members = [];

    public Group Group { get; private set; } = null!;
    public IReadOnlyCollection<User> Picked => picked;

    /// <summary>Takes the turn, so that nobody gives the group a rule meanwhile; and says why nobody can be picked.</summary>
    public async Task<Problem?> OpenAsync(GroupUserSelection request, bool joins, CancellationToken ct)
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var found = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct);
        if (found is null)
        {
            return new NoSuchGroup();
        }

        Group = found;
        var ids = request.Ids;
        members = await work
            .Db.Set<UserGroupMember>()
            .Where(m => m.GroupId == found.Id && EF.Parameter(ids).Contains(m.UserId))
            .Select(m => m.UserId)
            .ToHashSetAsync(ct);
        // Whoever is to be taken out of what he is not in is told that.
        return found.Rule is not null && (joins || members.Count > 0) ? new GroupHasRule(found.Name) : null;
    }

    public bool IsMember(ObjectId user) => members.Contains(user);

    public void Pick(User user) => picked.Add(user);
}
