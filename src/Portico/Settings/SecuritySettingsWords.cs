using System.Globalization;
using Portico.Platform.Ui;

namespace Portico.Settings;

/// <summary>Security settings as people read them, field by field in the page's order: for audit events, and for those who only read.</summary>
public static class SecuritySettingsWords
{
    /// <summary>A field and what it says: "Password expiry", "after 90 days".</summary>
    public sealed record Line(string Field, string Words);

    public static IReadOnlyList<Line> Of(SecuritySettings settings) =>
        [.. Passwords(settings), .. Lockout(settings), .. Mfa(settings), .. Session(settings)];

    public static IReadOnlyList<Line> Passwords(SecuritySettings settings) =>
        [
            new("Minimum length", Words.Count(settings.MinimumLength, "character")),
            new("Lower-case letter", Required(settings.RequiresLower)),
            new("Upper-case letter", Required(settings.RequiresUpper)),
            new("Number", Required(settings.RequiresNumber)),
            new("Symbol", Required(settings.RequiresSymbol)),
            new("Username as password", Refused(settings.RefusesUsername)),
            new("Commonly used passwords", Refused(settings.RefusesCommon)),
            new("Sequences and repetitions", Refused(settings.RefusesSequences)),
            new("Password history", settings.HistoryLength is { } n ? $"last {n.ToString(CultureInfo.InvariantCulture)} refused" : "none"),
            new("Password expiry", settings.ExpiryDays is { } days ? $"after {Words.Count(days, "day")}" : "never"),
            new("Minimum password age", settings.MinimumAgeHours is { } hours ? Words.Count(hours, "hour") : "none"),
        ];

    public static IReadOnlyList<Line> Lockout(SecuritySettings settings) =>
        [
            new("Lockout", settings.LockoutAttempts is { } attempts ? $"after {Words.Count(attempts, "attempt")}" : "never"),
            new("Unlock", settings.UnlockMinutes is { } minutes ? $"after {Words.Count(minutes, "minute")}" : "by an administrator"),
            new("Counter reset", $"after {Words.Count(settings.CounterResetMinutes, "minute")}"),
        ];

    public static IReadOnlyList<Line> Mfa(SecuritySettings settings) =>
        [new("Multifactor authentication", Of(settings.UserMfa)), new("Enrollment period", Words.Count(settings.MfaEnrollmentDays, "day"))];

    public static IReadOnlyList<Line> Session(SecuritySettings settings) =>
        [
            new("User portal session", Words.Count(settings.SessionHours, "hour")),
            new("User portal idle time", Words.Count(settings.SessionIdleMinutes, "minute")),
        ];

    private static string Of(UserMfa mfa) =>
        mfa switch
        {
            UserMfa.RequiredForAll => "required of all users",
            UserMfa.RequiredByGroup => "required by group",
            _ => "optional",
        };

    private static string Required(bool required) => required ? "required" : "not required";

    private static string Refused(bool refused) => refused ? "refused" : "allowed";
}
