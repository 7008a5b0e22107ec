using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Systems;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>
/// Keeps the groups of one organization right when users or systems are added, changed or removed, by whatever operation: each rule is
/// asked again about each of them, and the members are counted.
/// </summary>
internal sealed class GroupFollowing(PorticoDb db, ObjectId organization, DateTimeOffset now)
{
    private readonly GroupMemberships membership = new(db, now);

    public async Task FollowUsersAsync(IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        var asked = changed.Where(IsAskedAgain).Select(e => (User)e.Entity).ToList();
        var removed = changed.Where(e => e.State is EntityState.Deleted).Select(e => ((User)e.Entity).Id).ToList();
        if (asked.Count + removed.Count > 0)
        {
            await ShareTurnAsync(ct);
        }

        foreach (var renamed in changed.Where(IsRenamed).Select(e => (User)e.Entity))
        {
            var (id, key) = (renamed.Id, renamed.NameKey);
            await db.SetWhereAsync<UserGroupMember, string>(
                m => m.OrganizationId == organization && m.UserId == id,
                m => m.NameKey,
                key,
                ct
            );
        }

        if (removed.Count > 0)
        {
            var counts = await CountByGroupAsync(
                db.Set<UserGroupMember>()
                    .Where(m => m.OrganizationId == organization && EF.Parameter(removed).Contains(m.UserId))
                    .Select(m => m.GroupId),
                ct
            );
            await UncountAsync(counts, ct);
        }

        if (asked.Count > 0)
        {
            await AskRulesAsync(asked, changed.Where(e => e.State is EntityState.Added).Select(e => (User)e.Entity).ToHashSet(), ct);
        }
    }

    public async Task FollowSystemsAsync(IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        var removed = changed.Where(e => e.State is EntityState.Deleted).Select(e => ((ManagedSystem)e.Entity).Id).ToList();
        if (removed.Count > 0)
        {
            await ShareTurnAsync(ct);
            var counts = await CountByGroupAsync(
                db.Set<SystemGroupMember>()
                    .Where(m => m.OrganizationId == organization && EF.Parameter(removed).Contains(m.SystemId))
                    .Select(m => m.GroupId),
                ct
            );
            await UncountAsync(counts, ct);
        }
    }

    private async Task AskRulesAsync(List<User> users, HashSet<User> added, CancellationToken ct)
    {
        var groups = await db.Set<Group>()
            .AsNoTracking()
            .Where(g => g.OrganizationId == organization && g.Rule != null)
            .OrderBy(g => g.Id)
            .ToListAsync(ct);
        if (groups.Count is 0)
        {
            return;
        }

        var known = users.FindAll(u => !added.Contains(u)).ConvertAll(u => u.Id);
        var members = await MembersAsync(known, ct);
        var exceptions = await ExceptionsAsync(known, ct);
        var demands = new Dictionary<User, int>();
        foreach (var group in groups)
        {
            var rule = new RuleEvaluation(group.Rule!);
            var (joining, leaving) = (0, new List<ObjectId>());
            // An exception decides alone, and has been made already.
            foreach (var user in users.Where(u => !exceptions.Contains((group.Id, u.Id))))
            {
                var belongs = rule.Matches(user);
                if (belongs == members.Contains((group.Id, user.Id)))
                {
                    continue;
                }

                demands[user] =
                    demands.GetValueOrDefault(user)
                    + (
                        group.RequiresMfa
                            ? belongs
                                ? 1
                                : -1
                            : 0
                    );
                if (belongs)
                {
                    joining++;
                    db.Add(GroupMemberships.RowOf(organization, group.Id, user, MembershipOrigin.Rule));
                }
                else
                {
                    leaving.Add(user.Id);
                }
            }

            if (leaving.Count > 0)
            {
                await db.RemoveWhereAsync<UserGroupMember>(
                    m => m.OrganizationId == organization && m.GroupId == group.Id && EF.Parameter(leaving).Contains(m.UserId),
                    ct
                );
            }

            await membership.CountAsync(organization, group.Id, joining - leaving.Count, ct);
        }

        await DemandAsync(demands, added, ct);
    }

    private async Task DemandAsync(Dictionary<User, int> demands, HashSet<User> added, CancellationToken ct)
    {
        foreach (var same in demands.Where(d => d.Value is not 0 && !added.Contains(d.Key)).GroupBy(d => d.Value, d => d.Key.Id))
        {
            var users = same.ToList();
            await (
                same.Key > 0
                    ? membership.DemandAsync(organization, users, same.Key, ct)
                    : membership.ReleaseAsync(organization, users, -same.Key, ct)
            );
        }

        // The row of a new user is not in the store yet.
        foreach (var (user, by) in demands.Where(d => d.Value > 0 && added.Contains(d.Key)))
        {
            user.GroupsRequiringMfa += by;
            if (await membership.IsByGroupAsync(organization, ct))
            {
                user.MfaRequiredSince ??= now;
            }
        }
    }

    private async Task<HashSet<(ObjectId, ObjectId)>> MembersAsync(List<ObjectId> users, CancellationToken ct) =>
        users.Count is 0
            ? []
            :
            [
                .. (
                    await db.Set<UserGroupMember>()
                        .Where(m => m.OrganizationId == organization && EF.Parameter(users).Contains(m.UserId))
                        .Select(m => new { m.GroupId, m.UserId })
                        .ToListAsync(ct)
                ).Select(m => (m.GroupId, m.UserId)),
            ];

    private async Task<HashSet<(ObjectId, ObjectId)>> ExceptionsAsync(List<ObjectId> users, CancellationToken ct) =>
        users.Count is 0
            ? []
            :
            [
                .. (
                    await db.Set<ExceptedUser>()
                        .Where(e => e.OrganizationId == organization && EF.Parameter(users).Contains(e.UserId))
                        .Select(e => new { e.GroupId, e.UserId })
                        .ToListAsync(ct)
                ).Select(e => (e.GroupId, e.UserId)),
            ];

    private static Task<Dictionary<ObjectId, int>> CountByGroupAsync(IQueryable<ObjectId> groups, CancellationToken ct) =>
        groups.GroupBy(g => g).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private async Task UncountAsync(Dictionary<ObjectId, int> counts, CancellationToken ct)
    {
        foreach (var (group, count) in counts.OrderBy(c => c.Key))
        {
            await membership.CountAsync(organization, group, -count, ct);
        }
    }

    /// <summary>Whoever decides over all members at once, as by a new rule, is alone meanwhile.</summary>
    private Task ShareTurnAsync(CancellationToken ct) => StoreTransaction.ShareTurnAsync(db, $"{organization}:{Group.Turn}", ct);

    private static bool IsAskedAgain(EntityEntry entry) =>
        entry.State is EntityState.Added
        || (
            entry.State is EntityState.Modified
            && entry.Properties.Any(p => p.IsModified && RuleFields.Properties.Contains(p.Metadata.Name))
        );

    private static bool IsRenamed(EntityEntry entry) =>
        entry.State is EntityState.Modified && entry.Property(nameof(User.NameKey)).IsModified;
}
