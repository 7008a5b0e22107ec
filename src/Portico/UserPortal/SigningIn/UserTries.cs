using Portico.Platform;
using Portico.Platform.Access;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>
/// What wrong tries of users count against, besides the lockout that the organization's settings ask for. On a known browser that
/// alone; elsewhere the network, in one organization and over all, so that an office is not kept out by a few colleagues, and nobody
/// tries one password everywhere.
/// </summary>
internal static class UserTries
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="organization">Whose portal; null on the common page.</param>
    /// <param name="user">Whose password; null when there is no such user, who is counted in the same way.</param>
    /// <param name="login">As it was typed.</param>
    /// <param name="hasLockout">The settings lock users out; otherwise each is slowed down by himself.</param>
    /// <param name="caller">Where the try comes from.</param>
    public static IReadOnlyList<TryKey> ForPassword(
        ObjectId? organization,
        UserCredential? user,
        string login,
        bool hasLockout,
        Caller caller
    )
    {
        if (user is not null && KnownBrowser.Of(user.BrowserName(), caller) is { } browser)
        {
            return [TryKey.Of("user-browser", browser, 10, Day)];
        }

        var account = user?.Id.ToString() ?? UserIdentity.Normalize(login);
        return
        [
            .. Networks(organization, caller),
            .. hasLockout ? (TryKey[])[] : [TryKey.Of("user", $"{organization}:{account}", 10, Day)],
        ];
    }

    /// <summary>What a try at a code counts against, once the password was right.</summary>
    public static IReadOnlyList<TryKey> ForCode(UserCredential user, Caller caller) =>
        KnownBrowser.Of(user.BrowserName(), caller) is { } browser
            ? [TryKey.Of("user-browser-code", browser, 10, Day)]
            : [TryKey.Of("user-code", user.BrowserName(), 5, Day)];

    /// <summary>What a passkey without a password counts against: whose it is shows only once it is right.</summary>
    public static IReadOnlyList<TryKey> ForPasskey(ObjectId organization, Caller caller) =>
        [.. Networks(organization, caller).Select(n => n with { Name = "passkey-" + n.Name })];

    /// <summary>What a try at one's own password counts against while signed in.</summary>
    public static IReadOnlyList<TryKey> ForConfirmation(Actor.User user) =>
        [TryKey.Of("user-confirmation", $"{user.OrganizationId}:{user.UserId}", 10, Day)];

    /// <summary>What asking for a mail counts against.</summary>
    public static IReadOnlyList<TryKey> ForMail(ObjectId? organization, string email, Caller caller) =>
        [
            .. Networks(organization, caller).Select(n => n with { Name = "mail-" + n.Name }),
            TryKey.Of("user-mail", $"{organization}:{UserIdentity.Normalize(email)}", 3, Hour),
        ];

    // What begins with "address:" is forgiven one try at a time, never forgotten.
    private static IEnumerable<TryKey> Networks(ObjectId? organization, Caller caller) =>
        TryKey.NetworkOf(caller) is not { } network
            ? []
            : [TryKey.Of("address", $"user:{organization}:{network}", 50, Hour), TryKey.Of("address", $"user:{network}", 200, Hour)];
}
