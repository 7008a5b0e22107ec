using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>Which users a rule finds: parts made of conditions, and whether all or any of them must hold.</summary>
[ValidatableType]
public abstract record RuleDefinition
{
    /// <summary>So many conditions a rule has at most, in all its parts together.</summary>
    public const int MostConditions = 20;

    /// <summary>Whether all of the parts must hold, or any.</summary>
    [EnumDataType(typeof(RuleMatch), ErrorMessage = "Choose all or any.")]
    public RuleMatch Match { get; set; }

    /// <summary>At least one; all together have at most 20 conditions.</summary>
    [MinLength(1, ErrorMessage = "Add at least one condition.")]
    [MaxLength(MostConditions, ErrorMessage = "Use at most {1} parts.")]
    public IReadOnlyList<RulePart> Parts { get; set; } = [];

    internal IEnumerable<RuleCondition> Conditions => Parts.SelectMany(p => p.Conditions);
}

/// <summary>The rule of a group.</summary>
public sealed record GroupRule : RuleDefinition
{
    /// <summary>Whether it finds the user. For many users make one <see cref="RuleEvaluation"/>.</summary>
    public bool Matches(User user) => new RuleEvaluation(this).Matches(user);

    public override string ToString() => RuleWords.Of(this);
}

/// <summary>Conditions that stand together.</summary>
[ValidatableType]
public sealed record RulePart
{
    /// <summary>Whether all of the conditions must hold, or any.</summary>
    [EnumDataType(typeof(RuleMatch), ErrorMessage = "Choose all or any.")]
    public RuleMatch Match { get; set; }

    [MinLength(1, ErrorMessage = "Add at least one condition.")]
    [MaxLength(RuleDefinition.MostConditions, ErrorMessage = "Use at most {1} conditions.")]
    public IReadOnlyList<RuleCondition> Conditions { get; set; } = [];
}

/// <summary>What is asked of one attribute. Upper and lower case are the same.</summary>
[ValidatableType]
public sealed record RuleCondition
{
    public const int ValueMaxLength = 200;
    public const int MostValues = 100;

    [EnumDataType(typeof(RuleField), ErrorMessage = "Choose one of the attributes.")]
    public RuleField Attribute { get; set; }

    /// <summary>The name of a custom attribute; for no other.</summary>
    [StringLength(64, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Name { get; set; }

    [EnumDataType(typeof(RuleOperator), ErrorMessage = "Choose one of the comparisons.")]
    public RuleOperator Operator { get; set; }

    /// <summary>
    /// One; for <c>in</c> up to 100; none for <c>isEmpty</c> and <c>isNotEmpty</c>. Each has at most 200 characters. A manager is named by
    /// username or id.
    /// </summary>
    [MaxLength(MostValues, ErrorMessage = "Use at most {1} values."), RuleValues]
    public IReadOnlyList<string> Values { get; set; } = [];
}

/// <summary>How much of several must hold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleMatch>))]
public enum RuleMatch
{
    All,
    Any,
}

/// <summary>What a condition looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleField>))]
public enum RuleField
{
    Department,
    JobTitle,
    Company,
    CostCenter,
    EmployeeType,
    EmployeeIdentifier,
    Location,
    Manager,
    State,
    Username,
    Email,
    FirstName,
    MiddleName,
    LastName,
    DisplayName,

    /// <summary>One that the organization made up, by its name.</summary>
    Custom,
}

/// <summary>How an attribute is compared. What is empty is no text: it is not that, and neither starts, ends nor contains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RuleOperator>))]
public enum RuleOperator
{
    Is,
    IsNot,
    StartsWith,
    EndsWith,
    Contains,

    /// <summary>Is one of several.</summary>
    In,
    IsEmpty,
    IsNotEmpty,
}
