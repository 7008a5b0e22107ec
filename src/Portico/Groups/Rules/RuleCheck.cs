using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>Reads a rule as it is kept: tidy, with managers by their ids; or says what is wrong with its conditions, each by its number.</summary>
internal static class RuleCheck
{
    public static async Task<Outcome<GroupRule>> ReadAsync(RuleDefinition given, Work work, CancellationToken ct)
    {
        if (given.Conditions.Count() > RuleDefinition.MostConditions)
        {
            return new RuleTooLong();
        }

        var managers = await ManagersAsync(given, work, ct);
        var problems = new List<Problem>();
        var number = 0;
        var parts = new List<RulePart>();
        foreach (var part in given.Parts)
        {
            var conditions = new List<RuleCondition>();
            foreach (var condition in part.Conditions)
            {
                number++;
                if (WordsAgainst(condition, managers) is { } words)
                {
                    problems.Add(new ConditionWrong(number, words));
                }

                conditions.Add(Tidy(condition, managers));
            }

            parts.Add(new RulePart { Match = part.Match, Conditions = conditions });
        }

        return problems.Count > 0 ? problems : new GroupRule { Match = given.Match, Parts = parts };
    }

    /// <summary>The usernames of the managers that a rule names, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IEnumerable<RuleDefinition?> rules,
        Work work,
        CancellationToken ct
    )
    {
        var ids = rules.OfType<RuleDefinition>().SelectMany(ManagersIn).Select(IdIn).OfType<ObjectId>().Distinct().ToList();
        return ids.Count is 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await work
                .Db.Set<User>()
                .Where(u => EF.Parameter(ids).Contains(u.Id))
                .ToDictionaryAsync(u => u.Id.ToString(), u => u.Username, StringComparer.Ordinal, ct);
    }

    private static string? WordsAgainst(RuleCondition condition, Dictionary<string, string> managers)
    {
        var needs = condition.Operator switch
        {
            RuleOperator.IsEmpty or RuleOperator.IsNotEmpty => 0,
            RuleOperator.In => RuleCondition.MostValues,
            _ => 1,
        };
        return condition switch
        {
            { Attribute: RuleField.Custom } when string.IsNullOrWhiteSpace(condition.Name) => "name the custom attribute.",
            { Attribute: not RuleField.Custom, Name: { Length: > 0 } } => "only a custom attribute has a name.",
            { Attribute: RuleField.Manager, Operator: RuleOperator.StartsWith or RuleOperator.EndsWith or RuleOperator.Contains } =>
                "a manager is someone, not a text. Use is, is not, is one of, or whether there is one.",
            { Attribute: RuleField.State, Operator: not (RuleOperator.Is or RuleOperator.IsNot or RuleOperator.In) } =>
                "a state is one of three. Use is, is not, or is one of.",
            { Values.Count: 0 } when needs > 0 => "enter a value.",
            { Values.Count: > 1 } when needs is 1 => "enter one value, or choose is one of.",
            { Values.Count: > 0 } when needs is 0 => "leave the value out.",
            { Attribute: RuleField.State } when condition.Values.FirstOrDefault(v => StateIn(v) is null) is { } wrong =>
                $"{wrong} is no state. Use staged, activated or suspended.",
            { Attribute: RuleField.Manager } when condition.Values.FirstOrDefault(v => !managers.ContainsKey(v)) is { } nobody =>
                $"this organization has no user {nobody}.",
            _ => null,
        };
    }

    private static RuleCondition Tidy(RuleCondition condition, Dictionary<string, string> managers) =>
        condition with
        {
            Name = condition.Name?.Trim() is { Length: > 0 } name ? name : null,
            Values =
            [
                .. condition.Values.Select(v =>
                    condition.Attribute switch
                    {
                        RuleField.Manager => managers.GetValueOrDefault(v, v),
                        RuleField.State => StateIn(v) ?? v,
                        _ => v.Trim(),
                    }
                ),
            ],
        };

    /// <summary>The ids of the managers named in a rule, by the id or username that names each.</summary>
    private static async Task<Dictionary<string, string>> ManagersAsync(RuleDefinition rule, Work work, CancellationToken ct)
    {
        var given = ManagersIn(rule).Distinct(StringComparer.Ordinal).ToList();
        if (given.Count is 0)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }

        var ids = given.Select(IdIn).OfType<ObjectId>().ToList();
        var names = given.ConvertAll(UserIdentity.Normalize);
        var found = await work
            .Db.Set<User>()
            .Where(u => EF.Parameter(ids).Contains(u.Id) || EF.Parameter(names).Contains(u.Username))
            .Select(u => new { u.Id, u.Username })
            .ToListAsync(ct);
        return (
            from text in given
            let user = found.Find(u => u.Id == IdIn(text))
                ?? found.Find(u => string.Equals(u.Username, UserIdentity.Normalize(text), StringComparison.Ordinal))
            where user is not null
            select (text, user.Id)
        ).ToDictionary(m => m.text, m => m.Id.ToString(), StringComparer.Ordinal);
    }

    private static IEnumerable<string> ManagersIn(RuleDefinition rule) =>
        rule.Conditions.Where(c => c.Attribute is RuleField.Manager).SelectMany(c => c.Values);

    private static ObjectId? IdIn(string text) => ObjectId.TryParse(text.Trim(), out var id) ? id : null;

    private static string? StateIn(string text) =>
        Enum.GetNames<UserState>().FirstOrDefault(name => string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase));
}
