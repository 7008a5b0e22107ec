using System.ComponentModel.DataAnnotations;

namespace Portico.Platform.Operations;

/// <summary>The text is one line: no line break, tabulator or other control character, which no store and no list can show.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneLineAttribute : ValidationAttribute
{
    public OneLineAttribute() => ErrorMessage = "Leave out line breaks and other control characters.";

    public override bool IsValid(object? value) => value is not string text || !text.Any(char.IsControl);
}
