using System.Globalization;

namespace Portico.Groups.Rules;

/// <summary>Rules as people read them.</summary>
public static class RuleWords
{
    private static readonly string[] none = [];

    /// <summary>"department is Sales and (location is Oslo or location is Bergen)".</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="managers">Names for the ids of managers; those without one stand as ids.</param>
    public static string Of(RuleDefinition rule, IReadOnlyDictionary<string, string>? managers = null)
    {
        var parts = rule.Parts.Select(p => Joined(p.Match, p.Conditions.Select(c => Of(c, managers)))).ToList();
        return parts is [var only]
            ? only
            : Joined(rule.Match, rule.Parts.Zip(parts, (part, words) => part.Conditions.Count > 1 ? $"({words})" : words));
    }

    public static string Of(RuleField attribute) =>
        attribute switch
        {
            RuleField.JobTitle => "job title",
            RuleField.CostCenter => "cost centre",
            RuleField.EmployeeType => "employee type",
            RuleField.EmployeeIdentifier => "employee identifier",
            RuleField.Email => "e-mail",
            RuleField.FirstName => "first name",
            RuleField.MiddleName => "middle name",
            RuleField.LastName => "last name",
            RuleField.DisplayName => "display name",
            RuleField.Custom => "custom attribute",
            _ => attribute.ToString().ToLowerInvariant(),
        };

    public static string Of(RuleOperator comparison) =>
        comparison switch
        {
            RuleOperator.Is => "is",
            RuleOperator.IsNot => "is not",
            RuleOperator.StartsWith => "starts with",
            RuleOperator.EndsWith => "ends with",
            RuleOperator.Contains => "contains",
            RuleOperator.In => "is one of",
            RuleOperator.IsEmpty => "is empty",
            _ => "is not empty",
        };

    private static string Joined(RuleMatch match, IEnumerable<string> some) => string.Join(match is RuleMatch.All ? " and " : " or ", some);

    private static string Of(RuleCondition condition, IReadOnlyDictionary<string, string>? managers)
    {
        var what = condition.Attribute is RuleField.Custom ? condition.Name : Of(condition.Attribute);
        IEnumerable<string> values = condition.Operator is RuleOperator.IsEmpty or RuleOperator.IsNotEmpty ? none : condition.Values;
        var named = values.Select(v => condition.Attribute is RuleField.Manager ? managers?.GetValueOrDefault(v) ?? v : v);
        return string.Create(CultureInfo.InvariantCulture, $"{what} {Of(condition.Operator)} {string.Join(", ", named)}").TrimEnd();
    }
}
