using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Portico.Platform.Operations;

/// <summary>
/// The text is one line: no line break, tabulator or other control character, which no store and no list can show; none that turns the
/// direction of writing around, which would make one name look like another (Unicode TR 36 §2.5.1); nothing that is no character.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneLineAttribute : ValidationAttribute
{
    public OneLineAttribute() => ErrorMessage = "Leave out line breaks and other control characters.";

    public override bool IsValid(object? value) => value is not string text || (text.IsWhole() && !text.EnumerateRunes().Any(IsRefused));

    private static bool IsRefused(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
