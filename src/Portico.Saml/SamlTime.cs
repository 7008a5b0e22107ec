using System.Globalization;

namespace Portico.Saml;

/// <summary>SAML core §1.3.3: times are xs:dateTime in UTC, and nobody relies on more than milliseconds.</summary>
internal static class SamlTime
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";
    private const int SecondsLength = 19;

    /// <summary>Null when it is no such time. A missing Z reads as UTC, which the first text of §1.3.3 asked for; other zones are refused.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        var value = text.AsSpan().Trim(" \t\r\n");
        if (value.EndsWith("Z", StringComparison.Ordinal))
        {
            value = value[..^1];
        }
        else if (value.EndsWith("+00:00", StringComparison.Ordinal))
        {
            value = value[..^6];
        }

        if (value.Length < SecondsLength || value.Length > 40)
        {
            return null;
        }

        var fraction = Fraction(value[SecondsLength..]);
        var isTime = DateTime.TryParseExact(
            value[..SecondsLength],
            Seconds,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        );
        return isTime && fraction is { } ticks && time.Ticks <= DateTime.MaxValue.Ticks - ticks
            ? new DateTimeOffset(time.AddTicks(ticks), TimeSpan.Zero)
            : null;
    }

    /// <summary>Ticks of ".123…"; digits beyond 100 nanoseconds are dropped. Null when it is no fraction.</summary>
    private static long? Fraction(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        if (text[0] is not '.' || text.Length < 2 || text[1..].ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        long ticks = 0;
        for (var i = 1; i <= 7; i++)
        {
            ticks = ticks * 10 + (i < text.Length ? text[i] - '0' : 0);
        }

        return ticks;
    }
}
