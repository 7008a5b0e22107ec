using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Portico.Users;

/// <summary>
/// A username: letters and digits of any script, and after the first of them dots, dashes, underscores, plus and at signs. Blanks around
/// it do not count, and empty is left to [Required].
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class UsernameAttribute : ValidationAttribute
{
    public UsernameAttribute() =>
        ErrorMessage = "Begin with a letter or digit; then letters, digits, dots, dashes, underscores, plus and at signs.";

    public override bool IsValid(object? value) =>
        value is not string text || text.Trim() is not { Length: > 0 } name || Form().IsMatch(name);

    // Marks (accents written as characters of their own, vowels of Indic scripts) are part of letters.
    [GeneratedRegex(@"\A[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._@+\-]*\z", RegexOptions.None, 1_000)]
    private static partial Regex Form();
}
