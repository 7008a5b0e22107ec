namespace Portico.Users.Overview;

/// <summary>The last day on which multifactor authentication is not required of someone, as a form has it.</summary>
public sealed record MfaExemption
{
    public DateOnly? Until { get; set; }

    public static MfaExemption Of(DateTimeOffset? end) => new() { Until = DayOf(end) };

    /// <summary>The end of that day; the very end that there is already, when it is on that day.</summary>
    public DateTimeOffset? EndOr(DateTimeOffset? present) =>
        Until == DayOf(present) ? present
        : Until is { Year: < 9999 } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : null;

    private static DateOnly? DayOf(DateTimeOffset? end) => end is { } time ? DateOnly.FromDateTime(time.UtcDateTime.AddTicks(-1)) : null;
}
