using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Groups.Rules;

/// <summary>The rule of a user group.</summary>
public sealed class GetGroupRule(OperationRunner runner) : OrganizationQuery<GroupReference, GetGroupRule.Result>(runner)
{
    /// <summary>As it is set, and in words.</summary>
    public sealed record Result : RuleDefinition
    {
        /// <summary>For people, with managers by their usernames.</summary>
        public string Words { get; init; } = "";

        /// <summary>The group's version, what an edit is based on; the ETag.</summary>
        public int Version { get; init; }
    }

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(GroupReference request, Work work, CancellationToken ct)
    {
        var group = await work
            .Db.Set<Group>()
            .AsNoTracking()
            .SingleOrDefaultAsync(g => g.Id == request.Id && g.Kind == GroupKind.Users, ct);
        if (group is null)
        {
            return new NoSuchGroup();
        }

        if (group.Rule is not { } rule)
        {
            return new NoSuchRule();
        }

        var managers = await RuleCheck.NamesAsync([rule], work, ct);
        return new Result
        {
            Match = rule.Match,
            Parts = [.. rule.Parts.Select(p => p with { Conditions = [.. p.Conditions.Select(Named)] })],
            Words = RuleWords.Of(rule, managers),
            Version = group.Version,
        };

        RuleCondition Named(RuleCondition condition) =>
            condition.Attribute is RuleField.Manager
                ? condition with
                {
                    Values = [.. condition.Values.Select(v => managers.GetValueOrDefault(v, v))],
                }
                : condition;
    }
}

/// <summary>The group's members are added by hand.</summary>
public sealed record NoSuchRule() : NotFound("no-such-rule", "The group has no rule; its members are added by hand.");
