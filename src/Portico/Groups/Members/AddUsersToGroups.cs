using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Groups.Rules;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Groups.Members;

/// <summary>
/// Makes users members of groups, of several at once: by hand, and where a rule finds the members by an exception. Who is in some of
/// them already joins the others.
/// </summary>
public sealed class AddUsersToGroups(OperationRunner runner) : UserAction<UserGroupsSelection>(runner)
{
    private GroupJoining joining = null!;

    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> RefuseAsync(UserGroupsSelection request, Work work, CancellationToken ct)
    {
        // So that nobody gives a group a rule, or takes one away, meanwhile.
        await work.TakeTurnAsync(Group.Turn, ct);
        if (await GroupJoining.OpenAsync(request, work, ct) is not { } opened)
        {
            return new GroupsGone();
        }

        joining = opened;
        return null;
    }

    private protected override Task<Problem?> DoAsync(User user, UserGroupsSelection request, Work work, CancellationToken ct)
    {
        var decided = joining.Decide(user);
        if (!decided.Succeeded)
        {
            return Task.FromResult<Problem?>(decided.Problem);
        }

        foreach (var target in decided.Value)
        {
            work.Record(
                target.Group.Rule is null
                    ? new UserAddedToGroup(user.Id, user.Username, target.Group.Name)
                    : new UserExceptedFromRule(user.Id, user.Username, target.Group.Name, ExceptionKind.In)
            );
        }

        return Task.FromResult<Problem?>(null);
    }

    private protected override Task FinishAsync(Work work, CancellationToken ct) => joining.FinishAsync(ct);
}

/// <summary>Users, and the groups that they are to join.</summary>
[ValidatableType]
public sealed record UserGroupsSelection : UserSelection
{
    /// <summary>So many at once at most.</summary>
    public const int MostGroups = 10;

    /// <summary>User groups, each once.</summary>
    [MinLength(1, ErrorMessage = "Choose at least one group.")]
    [MaxLength(MostGroups, ErrorMessage = "Choose at most {1} groups.")]
    public IReadOnlyList<ObjectId> GroupIds { get; set; } = [];
}

public sealed record MemberOfAllAlready(string Name) : Conflict("member-of-all-already", $"{Name} is a member of all of them already.");

/// <summary>At least one of the groups has no user group's id here.</summary>
public sealed record GroupsGone()
    : Invalid("groups-gone", "Not all of these groups are here. Choose them again.", nameof(UserGroupsSelection.GroupIds));
