using Portico.Platform.Secrets;
using Portico.Settings;

namespace Portico.Users.Passwords;

/// <summary>
/// The passwords that a user had, of which an organization may refuse the last ones. Each costs as much to try as a sign-in, because the
/// store has nothing but their hashes.
/// </summary>
public static class FormerPasswords
{
    /// <summary>The most that any settings ask for, and the most that are ever tried.</summary>
    public const int Most = 24;

    public const string Code = "password-used-before";
    public const string Problem = "This password was used before. Choose a new one.";

    /// <summary>"Not one of the last 10 passwords"; null when none is refused.</summary>
    public static string? Requirement(SecuritySettings settings) =>
        settings.HistoryLength switch
        {
            null => null,
            1 => "Not the last password",
            var count => $"Not one of the last {count} passwords",
        };

    /// <summary>Of the hashes, newest first and that of the current password before all, those that the settings ask to try.</summary>
    public static IReadOnlyList<string> ToTry(SecuritySettings settings, IReadOnlyList<string> newestFirst) =>
        [.. newestFirst.Take(Math.Clamp(settings.HistoryLength ?? 0, 0, Most))];

    /// <summary>Whether the settings refuse the password because the user had it; null when too many wait to be hashed already.</summary>
    public static Task<bool?> IncludeAsync(
        PasswordWork passwords,
        SecuritySettings settings,
        IReadOnlyList<string> newestFirst,
        string password,
        CancellationToken ct
    ) => passwords.MatchesAnyAsync(ToTry(settings, newestFirst), password, ct);
}
