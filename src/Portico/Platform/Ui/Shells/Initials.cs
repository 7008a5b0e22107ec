using System.Globalization;
using System.Text;

namespace Portico.Platform.Ui.Shells;

/// <summary>One or two letters that stand for a name where there is no logo.</summary>
public static class Initials
{
    /// <summary>"Acme Ltd" is "AL", "acme" is "AC", "Öl &amp; Gas" is "ÖG"; a name without letters or digits is "?".</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.EnumerateRunes().Where(Rune.IsLetterOrDigit).ToArray())
            .Where(letters => letters.Length > 0)
            .ToArray();
        var chosen = words switch
        {
            [] => "?",
            [var only] => string.Concat(only.Take(2)),
            [var first, var second, ..] => string.Concat(first[0], second[0]),
        };
        return chosen.ToUpper(CultureInfo.InvariantCulture);
    }
}
