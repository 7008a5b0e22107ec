using System.Globalization;

namespace Portico.Users.Overview;

/// <summary>A time to come as a form has it: a day and a time of day in the reader's zone, which the browser names; UTC without JavaScript.</summary>
public sealed record PlannedTime
{
    public DateOnly? Day { get; set; }

    /// <summary>"08:00".</summary>
    public string? Time { get; set; }

    /// <summary>As IANA names it.</summary>
    public string? Zone { get; set; }

    /// <summary>Null when there is no day, or what was typed is no time.</summary>
    public DateTimeOffset? Read()
    {
        if (
            Day is not { Year: > 1 and < 9999 } day
            || !TimeOnly.TryParseExact(
                Time is { Length: > 0 } ? Time : "00:00",
                "HH:mm",
                CultureInfo.InvariantCulture,
                default,
                out var time
            )
        )
        {
            return null;
        }

        var zone =
            Zone is { Length: > 0 and <= 64 } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known)
                ? known
                : TimeZoneInfo.Utc;
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
