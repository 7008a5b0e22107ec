using Microsoft.EntityFrameworkCore;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>Asks a rule about all users of the organization, so many at a time, and tells how the group would change.</summary>
internal sealed class RuleWalk(Group group, RuleDefinition rule, Work work)
{
    private const int AtOnce = 5_000;

    private readonly RuleEvaluation evaluation = new(rule);

    /// <summary>How the group would change by so many users.</summary>
    /// <param name="Users">That were asked about.</param>
    /// <param name="Joining">Members to be, with the reason.</param>
    /// <param name="Leaving">Members that would be none any more.</param>
    /// <param name="Other">Members that stay for another reason than so far.</param>
    /// <param name="Members">How many of them would be members.</param>
    public sealed record Step(
        IReadOnlyList<User> Users,
        ILookup<MembershipOrigin, User> Joining,
        IReadOnlyList<User> Leaving,
        ILookup<MembershipOrigin, ObjectId> Other,
        int Members
    );

    public async IAsyncEnumerable<Step> StepsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var exceptions = await work
            .Db.Set<ExceptedUser>()
            .AsNoTracking()
            .Where(e => e.GroupId == group.Id)
            .ToDictionaryAsync(e => e.UserId, e => e.Kind, ct);
        var last = default(ObjectId);
        while (await AfterAsync(last, ct) is [.., var end] users)
        {
            var (from, to) = (last, end.Id);
            var members = await work
                .Db.Set<UserGroupMember>()
                .Where(m => m.GroupId == group.Id && m.UserId > from && m.UserId <= to)
                .ToDictionaryAsync(m => m.UserId, m => m.Origin, ct);
            yield return StepOf(users, exceptions, members);
            last = to;
        }
    }

    private Step StepOf(List<User> users, Dictionary<ObjectId, ExceptionKind> exceptions, Dictionary<ObjectId, MembershipOrigin> members)
    {
        MembershipOrigin? After(User user) =>
            exceptions.TryGetValue(user.Id, out var exception)
                ? exception is ExceptionKind.In
                    ? MembershipOrigin.Hand
                    : null
                : evaluation.Matches(user)
                    ? MembershipOrigin.Rule
                    : null;
        MembershipOrigin? Before(User user) => members.TryGetValue(user.Id, out var origin) ? origin : null;

        var changes = users.ConvertAll(u => (User: u, Before: Before(u), After: After(u)));
        return new Step(
            users,
            changes.Where(c => c.Before is null && c.After is not null).ToLookup(c => c.After!.Value, c => c.User),
            [.. changes.Where(c => c.Before is not null && c.After is null).Select(c => c.User)],
            changes
                .Where(c => c.Before is not null && c.After is not null && c.Before != c.After)
                .ToLookup(c => c.After!.Value, c => c.User.Id),
            changes.Count(c => c.After is not null)
        );
    }

    private Task<List<User>> AfterAsync(ObjectId last, CancellationToken ct) =>
        work
            .Db.Set<User>()
            .Where(u => u.Id > last)
            .OrderBy(u => u.Id)
            .Take(AtOnce)
            .Select(RuleFields.Needed)
            .AsNoTracking()
            .ToListAsync(ct);
}
