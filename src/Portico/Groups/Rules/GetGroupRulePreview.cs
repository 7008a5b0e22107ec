using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>What a rule would make of a group, without changing anything.</summary>
public sealed class GetGroupRulePreview(OperationRunner runner)
    : OrganizationQuery<GetGroupRulePreview.Request, GetGroupRulePreview.Result>(runner)
{
    /// <summary>So many of those who come and go are named.</summary>
    public const int Named = 20;

    [ValidatableType]
    public sealed record Request : RuleDefinition
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }
    }

    /// <param name="Words">The rule as people read it.</param>
    /// <param name="Members">How many there would be, with the exceptions.</param>
    /// <param name="Joining">How many would become members.</param>
    /// <param name="Leaving">How many would be members no longer.</param>
    /// <param name="FirstJoining">20 of those who would join.</param>
    /// <param name="FirstLeaving">20 of those who would leave.</param>
    public sealed record Result(
        string Words,
        int Members,
        int Joining,
        int Leaving,
        IReadOnlyList<Person> FirstJoining,
        IReadOnlyList<Person> FirstLeaving
    );

    /// <param name="Id">The user's id.</param>
    /// <param name="Username">Unique in the organization.</param>
    /// <param name="FullName">The display name, else first and last name, else the username.</param>
    public sealed record Person(ObjectId Id, string Username, string FullName);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        var group = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        var read = await RuleCheck.ReadAsync(request, work, ct);
        if (!read.Succeeded)
        {
            return Outcome<Result>.FromProblems(read.Problems);
        }

        var words = RuleWords.Of(read.Value, await RuleCheck.NamesAsync([read.Value], work, ct));
        var (members, joining, leaving) = (0, 0, 0);
        List<User> joiners = [];
        List<User> leavers = [];
        await foreach (var step in new RuleWalk(group, read.Value, work).StepsAsync(ct))
        {
            var coming = step.Joining.SelectMany(users => users).ToList();
            (members, joining, leaving) = (members + step.Members, joining + coming.Count, leaving + step.Leaving.Count);
            joiners.AddRange(coming.Take(Named - joiners.Count));
            leavers.AddRange(step.Leaving.Take(Named - leavers.Count));
        }

        return new Result(words, members, joining, leaving, People(joiners), People(leavers));
    }

    private static IReadOnlyList<Person> People(List<User> users) =>
        [.. users.OrderBy(u => u.NameKey, StringComparer.Ordinal).Select(u => new Person(u.Id, u.Username, u.FullName))];
}
