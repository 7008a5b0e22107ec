namespace Portico.Platform.Secrets;

/// <summary>
/// How much of a password follows from what stands before it. Case does not count. A run is three or more characters that go on in the
/// alphabet or the digits, along a row or a column of a keyboard, or are the same; forwards or backwards. A repetition is a piece of
/// three or more characters that stands there twice or more in a row, or one of two characters that stands there three times or more.
/// </summary>
internal static class PasswordSequences
{
    private const int ShortestRun = 3;

    // Rules are asked before the longest password is refused; nothing as long as this is one.
    private const int LongestJudged = 256;

    private static readonly string[] rows = BothWays([
        "01234567890",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "qwertzuiopü",
        "asdfghjklöä",
        "yxcvbnm",
        "azertyuiop",
        "qsdfghjklm",
        "wxcvbn",
        "йцукенгшщзхъ",
        "фывапролджэ",
        "ячсмитьбю",
        "!@#$%^&*()",
        "!\"§$%&/()=",
        "1qaz",
        "2wsx",
        "3edc",
        "4rfv",
        "5tgb",
        "6yhn",
        "7ujm",
        "1qay",
    ]);

    /// <summary>
    /// Whether runs and repetitions, their first pieces included, make more than half of the password. Up to half of it, the rest carries
    /// the weight: a short run within a long password is chance.
    /// </summary>
    public static bool AreMostOf(string password)
    {
        if (password.Length > LongestJudged)
        {
            return false;
        }

        var text = PasswordText.Normalize(password).ToLowerInvariant();
        var isCovered = new bool[text.Length];
        CoverSteps(text, isCovered);
        CoverRows(text, isCovered);
        CoverRepetitions(text, isCovered);
        return isCovered.Count(covered => covered) * 2 > text.Length;
    }

    // The same character, or the next or the one before in its alphabet, whichever alphabet that is.
    private static void CoverSteps(string text, bool[] isCovered)
    {
        for (var step = -1; step <= 1; step++)
        {
            var start = 0;
            for (var i = 1; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] - text[i - 1] == step && (step == 0 || AreOfOneAlphabet(text[i - 1], text[i])))
                {
                    continue;
                }

                Cover(isCovered, start, i - start, ShortestRun);
                start = i;
            }
        }
    }

    private static bool AreOfOneAlphabet(char one, char other) =>
        (char.IsLetter(one) && char.IsLetter(other)) || (char.IsDigit(one) && char.IsDigit(other));

    private static void CoverRows(string text, bool[] isCovered)
    {
        foreach (var row in rows)
        {
            for (var start = 0; start + ShortestRun <= text.Length; start++)
            {
                var length = ShortestRun;
                while (start + length <= text.Length && row.Contains(text[start..(start + length)], StringComparison.Ordinal))
                {
                    length++;
                }

                Cover(isCovered, start, length - 1, ShortestRun);
            }
        }
    }

    private static void CoverRepetitions(string text, bool[] isCovered)
    {
        for (var period = 2; period * 2 <= text.Length; period++)
        {
            var start = 0;
            for (var i = period; i <= text.Length; i++)
            {
                if (i < text.Length && text[i] == text[i - period])
                {
                    continue;
                }

                Cover(isCovered, start, i - start, period == 2 ? 6 : period * 2);
                start = i - period + 1;
            }
        }
    }

    private static void Cover(bool[] isCovered, int start, int length, int shortest)
    {
        if (length >= shortest)
        {
            Array.Fill(isCovered, true, start, length);
        }
    }

    private static string[] BothWays(string[] forwards) =>
        [.. forwards, .. forwards.Select(row => new string([.. row.AsEnumerable().Reverse()]))];
}
