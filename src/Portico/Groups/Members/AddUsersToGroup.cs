using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Groups.Members;

/// <summary>Adds users to a group by hand.</summary>
public sealed class AddUsersToGroup(OperationRunner runner) : UserAction<GroupUserSelection>(runner)
{
    private HandPicking picking = null!;

    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> RefuseAsync(GroupUserSelection request, Work work, CancellationToken ct)
    {
        picking = new HandPicking(work);
        return await picking.OpenAsync(request, joins: true, ct);
    }

    private protected override Task<Problem?> DoAsync(User user, GroupUserSelection request, Work work, CancellationToken ct)
    {
        if (picking.IsMember(user.Id))
        {
            return Task.FromResult<Problem?>(new MemberAlready(user.FullName));
        }

        picking.Pick(user);
        work.Record(new UserAddedToGroup(user.Id, user.Username, picking.Group.Name));
        return Task.FromResult<Problem?>(null);
    }

    private protected override Task FinishAsync(Work work, CancellationToken ct) =>
        new GroupMemberships(work.Db, work.Now).JoinAsync(picking.Group, picking.Picked, MembershipOrigin.Hand, ct);
}

/// <summary>Takes users out of a group by hand.</summary>
public sealed class RemoveUsersFromGroup(OperationRunner runner) : UserAction<GroupUserSelection>(runner)
{
    private HandPicking picking = null!;

    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> RefuseAsync(GroupUserSelection request, Work work, CancellationToken ct)
    {
        picking = new HandPicking(work);
        return await picking.OpenAsync(request, joins: false, ct);
    }

    private protected override Task<Problem?> DoAsync(User user, GroupUserSelection request, Work work, CancellationToken ct)
    {
        if (!picking.IsMember(user.Id))
        {
            return Task.FromResult<Problem?>(new NotAMember(user.FullName));
        }

        picking.Pick(user);
        work.Record(new UserRemovedFromGroup(user.Id, user.Username, picking.Group.Name));
        return Task.FromResult<Problem?>(null);
    }

    private protected override Task FinishAsync(Work work, CancellationToken ct) =>
        new GroupMemberships(work.Db, work.Now).LeaveAsync(picking.Group, [.. picking.Picked.Select(u => u.Id)], ct);
}

/// <summary>Users, and the group that they are to join or to leave.</summary>
[ValidatableType]
public sealed record GroupUserSelection : UserSelection
{
    [JsonIgnore]
    public ObjectId GroupId { get; set; }
}
