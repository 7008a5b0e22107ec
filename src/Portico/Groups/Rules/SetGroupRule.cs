using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Groups.Members;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Groups.Rules;

/// <summary>
/// Gives a user group a rule, or another one: from then on its members are those whom the rule finds, and the exceptions. Whoever was
/// added by hand and is not found leaves.
/// </summary>
public sealed class SetGroupRule(OperationRunner runner) : OrganizationOperation<SetGroupRule.Request, SetGroupRule.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : RuleDefinition
    {
        [JsonIgnore]
        public ObjectId GroupId { get; set; }

        /// <summary>The group's version that was read; null to change whatever is there.</summary>
        [JsonIgnore]
        public int? Version { get; set; }
    }

    /// <param name="Members">How many there are now.</param>
    /// <param name="Joined">How many have become members.</param>
    /// <param name="Left">How many are members no longer.</param>
    public sealed record Result(int Members, int Joined, int Left);

    protected internal override Permission Needs => Permission.ManageDirectory;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, Work work, CancellationToken ct)
    {
        await work.TakeTurnAsync(Group.Turn, ct);
        var group = await work.Db.Set<Group>().SingleOrDefaultAsync(g => g.Id == request.GroupId && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (Work.ChangedSince(group, request.Version) is { } changedMeanwhile)
        {
            return changedMeanwhile;
        }

        var read = await RuleCheck.ReadAsync(request, work, ct);
        if (!read.Succeeded)
        {
            return Outcome<Result>.FromProblems(read.Problems);
        }

        var former = await WordsAsync(group.Rule, work, ct);
        group.Rule = read.Value;
        var result = await ApplyAsync(group, read.Value, work, ct);
        work.Record(
            new GroupRuleSet(group.Id, group.Name, former, await WordsAsync(read.Value, work, ct) ?? "", result.Joined, result.Left)
        );
        return result;
    }

    private static async Task<Result> ApplyAsync(Group group, GroupRule rule, Work work, CancellationToken ct)
    {
        var membership = new GroupMemberships(work.Db, work.Now);
        var (members, joined, left) = (0, 0, 0);
        await foreach (var step in new RuleWalk(group, rule, work).StepsAsync(ct))
        {
            await membership.LeaveAsync(group, [.. step.Leaving.Select(u => u.Id)], ct);
            foreach (var users in step.Joining)
            {
                await membership.JoinAsync(group, [.. users], users.Key, ct);
                joined += users.Count();
            }

            foreach (var same in step.Other)
            {
                var ids = same.ToList();
                await work.Db.SetWhereAsync<UserGroupMember, MembershipOrigin>(
                    m => m.GroupId == group.Id && EF.Parameter(ids).Contains(m.UserId),
                    m => m.Origin,
                    same.Key,
                    ct
                );
            }

            members += step.Members;
            left += step.Leaving.Count;
        }

        return new Result(members, joined, left);
    }

    private static async Task<string?> WordsAsync(GroupRule? rule, Work work, CancellationToken ct) =>
        rule is null ? null : RuleWords.Of(rule, await RuleCheck.NamesAsync([rule], work, ct));
}

/// <summary>The rule before and after, and how many came and went.</summary>
public sealed record GroupRuleSet(ObjectId Id, string Name, string? Former, string Rule, int Joined, int Left) : GroupEvent(Id, Name)
{
    public override string Summary =>
        string.Create(CultureInfo.InvariantCulture, $"Set the rule of the group {Name}: {Joined:N0} joined, {Left:N0} left");

    public override IReadOnlyList<FieldChange> Changes => [new("Rule", Former, Rule)];
}
