using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;
using Portico.Users.Actions;

namespace Portico.Groups.Members;

/// <summary>Who would join which groups, and who not and why; nothing is done.</summary>
public sealed class GetGroupJoiningPreview(OperationRunner runner)
    : OrganizationQuery<UserGroupsSelection, GetGroupJoiningPreview.Result>(runner)
{
    /// <param name="Groups">By name.</param>
    /// <param name="Touched">Who joins at least one of them, by name.</param>
    /// <param name="Refused">Who joins none, and why; by name. Who is not here any more is not among them.</param>
    public sealed record Result(
        IReadOnlyList<Joined> Groups,
        IReadOnlyList<GetUserActionPreview.Touched> Touched,
        IReadOnlyList<GetUserActionPreview.Refused> Refused
    );

    /// <param name="Name">The group's.</param>
    /// <param name="IsDynamic">Whether a rule finds the members: who joins is an exception from it.</param>
    /// <param name="Joining">How many of the users join it.</param>
    /// <param name="Members">How many of them are in it already.</param>
    public sealed record Joined(string Name, bool IsDynamic, int Joining, int Members);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(UserGroupsSelection request, Work work, CancellationToken ct)
    {
        if (await GroupJoining.OpenAsync(request, work, ct) is not { } joining)
        {
            return new GroupsGone();
        }

        var ids = request.Ids;
        var users = await work
            .Db.Set<User>()
            .AsNoTracking()
            .Where(u => EF.Parameter(ids).Contains(u.Id))
            .OrderBy(u => u.NameKey)
            .ThenBy(u => u.Id)
            .ToListAsync(ct);
        var (touched, refused) = (new List<GetUserActionPreview.Touched>(), new List<GetUserActionPreview.Refused>());
        foreach (var user in users)
        {
            if (joining.Decide(user) is { Succeeded: false, Problem: { } problem })
            {
                refused.Add(new(user.Id, user.FullName, problem.Message));
            }
            else
            {
                touched.Add(new(user.Id, user.FullName, user.Username));
            }
        }

        return new Result(
            [.. joining.Targets.Select(t => new Joined(t.Group.Name, t.Group.Rule is not null, t.Joining.Count, t.Members.Count))],
            touched,
            refused
        );
    }
}
