using Portico.Platform.Storage;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>A rule, made ready to be asked of many users.</summary>
public sealed class RuleEvaluation
{
    private readonly Func<User, bool> test;

    public RuleEvaluation(RuleDefinition rule) =>
        test = Together(rule.Match, [.. rule.Parts.Select(p => Together(p.Match, [.. p.Conditions.Select(TestOf)]))]);

    public bool Matches(User user) => test(user);

    /// <summary>What has no tests finds nobody.</summary>
    private static Func<User, bool> Together(RuleMatch match, Func<User, bool>[] tests) =>
        tests switch
        {
            [] => _ => false,
            [var only] => only,
            _ when match is RuleMatch.All => user => Array.TrueForAll(tests, t => t(user)),
            _ => user => Array.Exists(tests, t => t(user)),
        };

    private static Func<User, bool> TestOf(RuleCondition condition)
    {
        var compare = ComparisonOf(condition.Operator, [.. condition.Values.Select(KeyOf)]);
        return user => compare(KeyOf(RuleFields.Of(user, condition.Attribute, condition.Name)));
    }

    private static Func<string, bool> ComparisonOf(RuleOperator comparison, string[] values)
    {
        var value = values is [var first, ..] ? first : "";
        return comparison switch
        {
            RuleOperator.Is => text => string.Equals(text, value, StringComparison.Ordinal),
            RuleOperator.IsNot => text => !string.Equals(text, value, StringComparison.Ordinal),
            RuleOperator.StartsWith => text => text.StartsWith(value, StringComparison.Ordinal),
            RuleOperator.EndsWith => text => text.EndsWith(value, StringComparison.Ordinal),
            RuleOperator.Contains => text => text.Contains(value, StringComparison.Ordinal),
            RuleOperator.In when values.ToHashSet(StringComparer.Ordinal) is var some => some.Contains,
            RuleOperator.IsEmpty => text => text.Length is 0,
            _ => text => text.Length > 0,
        };
    }

    private static string KeyOf(string? text) => string.IsNullOrEmpty(text) ? "" : text.Trim().ToSearchKey();
}
