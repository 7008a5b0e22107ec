using Microsoft.EntityFrameworkCore;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>
/// User groups that users are to join, each in its way: by hand, and where a rule finds the members by an exception. Decides about one
/// user after the other, and writes nothing before the end.
/// </summary>
internal sealed class GroupJoining
{
    private readonly Work work;
    private readonly List<Target> targets;

    private GroupJoining(Work work, List<Target> targets) => (this.work, this.targets) = (work, targets);

    public IReadOnlyList<Target> Targets => targets;

    /// <summary>The groups by name, and how these users stand with them; null when one of the groups is not here.</summary>
    public static async Task<GroupJoining?> OpenAsync(UserGroupsSelection request, Work work, CancellationToken ct)
    {
        var (wanted, users) = (request.GroupIds.Distinct().ToList(), request.Ids);
        var groups = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .Where(g => EF.Parameter(wanted).Contains(g.Id) && g.Kind == GroupKind.Users)
            .OrderBy(g => g.NameKey)
            .ToListAsync(ct);
        var opened = new List<Target>();
        foreach (var group in groups)
        {
            var members = await work
                .Db.Set<UserGroupMember>()
                .Where(m => m.GroupId == group.Id && EF.Parameter(users).Contains(m.UserId))
                .Select(m => m.UserId)
                .ToHashSetAsync(ct);
            var exceptions = group.Rule is null
                ? []
                : await work.Db.Set<ExceptedUser>().Where(e => e.GroupId == group.Id).ToDictionaryAsync(e => e.UserId, ct);
            opened.Add(new Target(group, members, exceptions));
        }

        return groups.Count == wanted.Count ? new GroupJoining(work, opened) : null;
    }

    /// <summary>Has the user join the groups in which he is not yet, which are answered; or says why he joins none.</summary>
    public Outcome<List<Target>> Decide(User user)
    {
        var joined = targets.FindAll(t => !t.Members.Contains(user.Id));
        if (joined.Count is 0)
        {
            return targets is [_] ? new MemberAlready(user.FullName) : new MemberOfAllAlready(user.FullName);
        }

        if (joined.Exists(t => t.IsFullFor(user.Id)))
        {
            return new TooManyExceptions();
        }

        joined.ForEach(t => t.Add(user));
        return joined;
    }

    /// <summary>Writes what was decided.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        var memberships = new GroupMemberships(work.Db, work.Now);
        foreach (var target in targets.Where(t => t.Joining.Count > 0))
        {
            foreach (var user in target.Joining.Where(_ => target.Group.Rule is not null))
            {
                Except(target, user);
            }

            await memberships.JoinAsync(target.Group, target.Joining, MembershipOrigin.Hand, ct);
        }
    }

    private void Except(Target target, User user)
    {
        if (target.Exceptions.TryGetValue(user.Id, out var there))
        {
            there.Kind = ExceptionKind.In;
            return;
        }

        work.Db.Add(
            new ExceptedUser
            {
                OrganizationId = user.OrganizationId,
                GroupId = target.Group.Id,
                UserId = user.Id,
                Kind = ExceptionKind.In,
                CreatedAt = work.Now,
            }
        );
    }

    /// <summary>One of the groups.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Members">Those of the users who are in it.</param>
    /// <param name="Exceptions">All that it has from its rule.</param>
    internal sealed record Target(Group Group, HashSet<ObjectId> Members, Dictionary<ObjectId, ExceptedUser> Exceptions)
    {
        private readonly List<User> joining = [];
        private int excepted = Exceptions.Count;

        public IReadOnlyCollection<User> Joining => joining;

        public bool IsFullFor(ObjectId user) => Group.Rule is not null && !Exceptions.ContainsKey(user) && excepted >= ExceptedUser.Most;

        public void Add(User user)
        {
            joining.Add(user);
            excepted += Exceptions.ContainsKey(user.Id) ? 0 : 1;
        }
    }
}
