using System.Globalization;
using System.Text;

namespace Portico.Platform.Mail;

/// <summary>Makes what people typed harmless in a header and in a line of text.</summary>
public static class MailWords
{
    /// <summary>The longest name in a mail, in Unicode code points; an invitation is no place for someone's essay.</summary>
    public const int MaxName = 100;

    internal const int MaxReason = 500;

    /// <summary>
    /// One line without control characters and without characters that turn the direction of writing around (Unicode TR 36 §2.5.1),
    /// which could make one name look like another; cut with an ellipsis when it is too long. Zero-width joiners stay: scripts and
    /// emoji need them. "://" loses its colon, so that no mail program makes a link of a name.
    /// </summary>
    public static string Clean(string? text, int maxLength = MaxName)
    {
        var clean = new StringBuilder();
        var length = 0;
        foreach (var rune in (text ?? "").Replace("://", " //", StringComparison.Ordinal).EnumerateRunes())
        {
            var isSpace = IsSpace(rune);
            if (IsDropped(rune) || (isSpace && (clean.Length == 0 || clean[^1] == ' ')))
            {
                continue;
            }

            if (length++ == maxLength)
            {
                return clean.ToString().TrimEnd() + "…";
            }

            clean.Append(isSpace ? new Rune(' ') : rune);
        }

        return clean.ToString().TrimEnd();
    }

    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control;

    private static bool IsDropped(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200c or 0x200d);
}
