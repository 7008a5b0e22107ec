using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portico.Groups.Rules;

/// <summary>
/// A rule while it is put together in a form: values as typed, and the button that was pressed. Without JavaScript each of adding, removing
/// and previewing is a post of its own, and nothing is saved by it.
/// </summary>
public sealed record RuleDraft
{
    public RuleMatch Match { get; set; }

    /// <summary>What a form does not have at all is read as null.</summary>
    [AllowNull]
    public IList<PartDraft> Parts
    {
        get;
        set => field = value ?? [];
    } = [];

    public int? Version { get; set; }

    /// <summary>save, preview, part, add:1 (a condition to the part of that index), remove:1:2; null when Enter was pressed in a field.</summary>
    public string? Press { get; set; }

    public bool IsSaved => Press is "save";

    /// <summary>Whether it is to be shown what the rule would do; Enter in a field asks for that too.</summary>
    public bool IsPreviewed => Press is null or "preview";

    public static RuleDraft Of(RuleDefinition? rule, int? version) =>
        new()
        {
            Version = version,
            Match = rule?.Match ?? RuleMatch.All,
            Parts = rule is null ? [PartDraft.New()] : [.. rule.Parts.Select(PartDraft.Of)],
        };

    /// <summary>Does what the pressed button says.</summary>
    public void Follow()
    {
        var words = (Press ?? "").Split(':');
        var numbers = words[1..]
            .Select(w => int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue)
            .ToList();
        switch (words[0], numbers)
        {
            case ("part", []) when Count < RuleDefinition.MostConditions:
                Parts.Add(PartDraft.New());
                break;
            case ("add", [var part]) when part < Parts.Count && Count < RuleDefinition.MostConditions:
                Parts[part].Conditions.Add(new ConditionDraft());
                break;
            case ("remove", [var part, var condition]) when part < Parts.Count && condition < Parts[part].Conditions.Count:
                Parts[part].Conditions.RemoveAt(condition);
                Parts = [.. Parts.Where(p => p.Conditions.Count > 0)];
                break;
        }
    }

    public int Count => Parts.Sum(p => p.Conditions.Count);

    public IReadOnlyList<RulePart> Read() =>
        [.. Parts.Select(p => new RulePart { Match = p.Match, Conditions = [.. p.Conditions.Select(c => c.Read())] })];
}

/// <summary>Conditions that stand together, as typed.</summary>
public sealed record PartDraft
{
    public RuleMatch Match { get; set; }

    /// <summary>What a form does not have at all is read as null.</summary>
    [AllowNull]
    public IList<ConditionDraft> Conditions
    {
        get;
        set => field = value ?? [];
    } = [];

    public static PartDraft New() => new() { Conditions = [new ConditionDraft()] };

    public static PartDraft Of(RulePart part) => new() { Match = part.Match, Conditions = [.. part.Conditions.Select(ConditionDraft.Of)] };
}

/// <summary>A condition, as typed: several values stand with commas between them, one that has a comma in quotes.</summary>
public sealed record ConditionDraft
{
    public RuleField Attribute { get; set; }
    public string? Name { get; set; }
    public RuleOperator Operator { get; set; }
    public string? Values { get; set; }

    public static ConditionDraft Of(RuleCondition condition) =>
        new()
        {
            Attribute = condition.Attribute,
            Name = condition.Name,
            Operator = condition.Operator,
            Values =
                condition.Operator is RuleOperator.In
                    ? string.Join(", ", condition.Values.Select(v => v.Contains(',', StringComparison.Ordinal) ? $"\"{v}\"" : v))
                : condition.Values is [var first, ..] ? first
                : null,
        };

    public RuleCondition Read() =>
        new()
        {
            Attribute = Attribute,
            Name = Attribute is RuleField.Custom ? Name : null,
            Operator = Operator,
            Values = Operator switch
            {
                RuleOperator.IsEmpty or RuleOperator.IsNotEmpty => [],
                RuleOperator.In => [.. Several(Values ?? "")],
                _ => string.IsNullOrWhiteSpace(Values) ? [] : [Values.Trim()],
            },
        };

    private static IEnumerable<string> Several(string text)
    {
        var (start, isQuoted) = (0, false);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is '"')
            {
                isQuoted = !isQuoted;
            }
            else if (at == text.Length || (text[at] is ',' && !isQuoted))
            {
                if (text[start..at].Trim().Trim('"').Trim() is { Length: > 0 } value)
                {
                    yield return value;
                }

                start = at + 1;
            }
        }
    }
}
