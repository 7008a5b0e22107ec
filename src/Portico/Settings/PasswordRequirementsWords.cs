namespace Portico.Settings;

/// <summary>An organization's password requirements as people read them, without a full stop.</summary>
public static class PasswordRequirementsWords
{
    /// <summary>"At least 12 characters, with upper case, lower case and a number; not the last 10; expires after 90 days".</summary>
    public static string Of(SecuritySettings settings) => string.Join("; ", Parts(settings));

    private static IEnumerable<string> Parts(SecuritySettings settings)
    {
        var contents = new[]
        {
            (settings.RequiresUpper, "upper case"),
            (settings.RequiresLower, "lower case"),
            (settings.RequiresNumber, "a number"),
            (settings.RequiresSymbol, "a symbol"),
        };
        var with = List("and", contents);
        yield return $"At least {Count(settings.MinimumLength, "character")}" + (with is null ? "" : ", with " + with);

        var refused = List(
            "or",
            (settings.RefusesUsername, "the username"),
            (settings.RefusesCommon, "a commonly used password"),
            (settings.RefusesSequences, "a sequence"),
            (settings.HistoryLength is not null, settings.HistoryLength is 1 ? "the last one" : $"the last {settings.HistoryLength}")
        );
        if (refused is not null)
        {
            yield return "not " + refused;
        }

        if (settings.ExpiryDays is { } days)
        {
            yield return "expires after " + Count(days, "day");
        }

        if (settings.MinimumAgeHours is { } hours)
        {
            yield return "may be changed again after " + (hours % 24 is 0 ? Count(hours / 24, "day") : Count(hours, "hour"));
        }
    }

    private static string? List(string last, params ReadOnlySpan<(bool IsSaid, string Words)> all)
    {
        var said = new List<string>();
        foreach (var (isSaid, words) in all)
        {
            if (isSaid)
            {
                said.Add(words);
            }
        }

        return said switch
        {
            [] => null,
            [var only] => only,
            [.. var first, var final] => $"{string.Join(", ", first)} {last} {final}",
        };
    }

    private static string Count(int number, string noun) => number is 1 ? $"1 {noun}" : $"{number} {noun}s";
}
