using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Portico.Platform.Operations;

namespace Portico.Groups.Rules;

/// <summary>Each value is one line of text, not empty, and short.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RuleValuesAttribute : ValidationAttribute
{
    public RuleValuesAttribute() =>
        ErrorMessage = string.Create(
            CultureInfo.InvariantCulture,
            $"Each value is one line of 1 to {RuleCondition.ValueMaxLength} characters."
        );

    public override bool IsValid(object? value) =>
        value is not IReadOnlyList<string> values
        || values.All(v => !string.IsNullOrWhiteSpace(v) && v.Length <= RuleCondition.ValueMaxLength && new OneLineAttribute().IsValid(v));
}
