using System.Text;

namespace Portico.Platform;

/// <summary>Text as both stores take it and every page can show it: of whole characters.</summary>
public static class WholeText
{
    /// <summary>The beginning, at most so many UTF-16 units; a character of two units is taken whole or not at all.</summary>
    public static string CutTo(this string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>At most so many UTF-16 units, the last of them an ellipsis when something was cut off.</summary>
    public static string Shorten(this string text, int length) => text.Length <= length ? text : text.CutTo(length - 1) + "…";

    /// <summary>Whether it has neither half a surrogate pair nor one of the code points that are no character (Unicode §23.7).</summary>
    public static bool IsWhole(this string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0; )
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) is not System.Buffers.OperationStatus.Done || IsNone(rune))
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }

    /// <summary>The same with a replacement character for each that is none.</summary>
    public static string MadeWhole(this string text) =>
        text.IsWhole() ? text : string.Concat(text.EnumerateRunes().Select(rune => IsNone(rune) ? Rune.ReplacementChar : rune));

    private static bool IsNone(Rune rune) => rune.Value is 0xFFFE or 0xFFFF;
}
