using Microsoft.EntityFrameworkCore;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Groups.Rules;

/// <summary>A user and a group with a rule, while an exception between them is made or undone.</summary>
internal sealed class ExceptionChange(Group group, User user, ExceptedUser? exception, UserGroupMember? member, Work work)
{
    public Group Group => group;
    public User User => user;
    public ExceptedUser? Exception => exception;

    public static async Task<Outcome<ExceptionChange>> OpenAsync(ObjectId groupId, ObjectId userId, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var group = await work.Db.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == groupId && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        var user = await work.Db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null)
        {
            return new NoSuchUser();
        }

        if (group.Rule is null)
        {
            return new GroupHasNoRule(group.Name);
        }

        var exception = await work.Db.Set<ExceptedUser>().SingleOrDefaultAsync(e => e.GroupId == groupId && e.UserId == userId, ct);
        var member = await work
            .Db.Set<UserGroupMember>()
            .AsNoTracking()
            .SingleOrDefaultAsync(m => m.GroupId == groupId && m.UserId == userId, ct);
        return new ExceptionChange(group, user, exception, member, work);
    }

    /// <summary>Makes the user a member for that reason, or for null no member.</summary>
    public async Task MoveAsync(MembershipOrigin? origin, CancellationToken ct)
    {
        var membership = new GroupMemberships(work.Db, work.Now);
        if (origin is not { } reason)
        {
            if (member is not null)
            {
                await membership.LeaveAsync(group, [user.Id], ct);
            }
        }
        else if (member is null)
        {
            await membership.JoinAsync(group, [user], reason, ct);
        }
        else
        {
            await work.Db.SetWhereAsync<UserGroupMember, MembershipOrigin>(
                m => m.GroupId == group.Id && m.UserId == user.Id,
                m => m.Origin,
                reason,
                ct
            );
        }
    }
}

public sealed record UserExceptedFromRule(ObjectId Id, string Username, string Group, ExceptionKind Kind) : UserEvent(Id, Username)
{
    public override string Summary =>
        Kind is ExceptionKind.In
            ? $"Made the user {Username} a member of the group {Group}, whatever its rule says"
            : $"Kept the user {Username} out of the group {Group}, whatever its rule says";
}

public sealed record UserExceptedNoLonger(ObjectId Id, string Username, string Group) : UserEvent(Id, Username)
{
    public override string Summary => $"Let the rule of the group {Group} decide about the user {Username} again";
}
