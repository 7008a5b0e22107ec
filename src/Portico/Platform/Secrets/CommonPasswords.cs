namespace Portico.Platform.Secrets;

/// <summary>
/// Whether a password is one of the commonly used ones, or one of them with a little added. The list is real (see
/// docs/decisions/common-passwords.md); about 1 in 16,000 passwords that are not on it is refused as well.
/// </summary>
public static class CommonPasswords
{
    private const int ShortestCore = 4;
    private const int LongestListed = 256;

    private static readonly Lazy<XorFilter> list = new(Load);

    /// <summary>How many passwords the list holds, told apart without case.</summary>
    public static int Count => list.Value.Count;

    /// <summary>
    /// Case does not count. Refused: a password on the list; what is on the list once digits and symbols are cut from both ends, when
    /// that makes at least half of it ("Password2024!"); a repetition of something on the list, or of up to four characters.
    /// </summary>
    public static bool Contains(string password)
    {
        if (password.Length > LongestListed)
        {
            return false;
        }

        var folded = PasswordText.Normalize(password).ToLowerInvariant();
        var core = CoreOf(folded);
        return IsListedOrRepeated(folded) || (core.Length >= ShortestCore && core.Length * 2 >= folded.Length && IsListedOrRepeated(core));
    }

    private static bool IsListedOrRepeated(string text)
    {
        if (text.Length == 0 || list.Value.Contains(text))
        {
            return text.Length > 0;
        }

        var period = PeriodOf(text);
        return period * 2 <= text.Length && (period <= 4 || list.Value.Contains(text[..period]));
    }

    private static string CoreOf(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetter(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && !char.IsLetter(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The length of the shortest piece that, repeated, gives the text; its own length when there is none shorter.</summary>
    private static int PeriodOf(string text)
    {
        for (var period = 1; period * 2 <= text.Length; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period)))
            {
                return period;
            }
        }

        return text.Length;
    }

    private static XorFilter Load()
    {
        using var stream =
            typeof(CommonPasswords).Assembly.GetManifestResourceStream("Portico.Platform.Secrets.CommonPasswords.bin")
            ?? throw new InvalidOperationException("The list of common passwords is missing from the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new XorFilter(bytes);
    }
}
