using Portico.Platform.Ui;

namespace Portico.Users.Actions;

/// <summary>An action on users as people read it.</summary>
/// <param name="Kind">Which it is.</param>
/// <param name="Window">Its window's name in the address.</param>
/// <param name="Label">In a menu, and on a button: "Suspend".</param>
/// <param name="Icon">Beside it.</param>
/// <param name="Before">What stands before whom it is done to: "Suspend".</param>
/// <param name="Done">The same, when it is done: "Suspended".</param>
/// <param name="What">What happens, of one or many.</param>
/// <param name="IsDanger">Whether something is lost.</param>
public sealed record UserActionWords(
    UserActionKind Kind,
    string Window,
    string Label,
    string Icon,
    string Before,
    string Done,
    string What,
    bool IsDanger = false
)
{
    /// <summary>In the order in which menus offer them.</summary>
    public static IReadOnlyList<UserActionWords> All { get; } =
    [
        new(
            UserActionKind.Suspend,
            "suspend",
            "Suspend",
            "player-pause",
            "Suspend",
            "Suspended",
            "Access ends, and every session with it, at once. Nothing is lost: activating gives everything back as it is.",
            IsDanger: true
        ),
        new(
            UserActionKind.Restore,
            "activate",
            "Activate",
            "player-play",
            "Activate",
            "Activated",
            "Gives access, whether staged or suspended before. Whoever has no password yet gets a mail to choose one."
        ),
        new(
            UserActionKind.Unlock,
            "unlock",
            "Unlock",
            "lock-open",
            "Unlock",
            "Unlocked",
            "Ends the lockout after too many wrong passwords. The password stays as it is."
        ),
        new(
            UserActionKind.ResetPassword,
            "reset-password",
            "Mail a link for a new password",
            "mail",
            "Mail a link for a new password to",
            "Mailed a link for a new password to",
            "The mail holds a link that works for 1 hour. Until it is used the old password works."
        ),
        new(
            UserActionKind.RequirePasswordChange,
            "require-password",
            "Require a new password",
            "key",
            "Require a new password of",
            "Required a new password of",
            "The password expires now: it still proves who it is, and a new one is chosen at the next sign-in."
        ),
        new(
            UserActionKind.ResetMfa,
            "reset-mfa",
            "Reset multifactor authentication",
            "refresh",
            "Reset multifactor authentication of",
            "Reset multifactor authentication of",
            "For whoever has lost the device: authenticator app, passkeys and recovery codes are taken away and every session ends. Where "
                + "multifactor authentication is required, the enrollment period begins anew.",
            IsDanger: true
        ),
        new(
            UserActionKind.RequireMfa,
            "require-mfa",
            "Require multifactor authentication",
            "shield-lock",
            "Require multifactor authentication of",
            "Required multifactor authentication of",
            "Whatever the organization's settings say. The enrollment period begins now."
        ),
        new(
            UserActionKind.SendActivation,
            "send-activation",
            "Send the activation mail again",
            "mail",
            "Send the activation mail again to",
            "Sent the activation mail again to",
            "It goes to the alternate address, else to the user's own, with a link that works for 7 days. Links that were sent before stop "
                + "working."
        ),
        new(
            UserActionKind.Remove,
            "remove",
            "Delete",
            "trash",
            "Delete",
            "Deleted",
            "Their details, passwords, authenticator apps, passkeys and open sessions are deleted at once, and nobody has them as manager any "
                + "more. It cannot be undone. What was done stays in the activity.",
            IsDanger: true
        ),
    ];

    public static UserActionWords? OfWindow(string? window) =>
        All.FirstOrDefault(a => string.Equals(a.Window, window, StringComparison.Ordinal));

    public static UserActionWords Of(UserActionKind kind) => All.Single(a => a.Kind == kind);

    /// <summary>"Suspend 3 users".</summary>
    public string For(int users) => $"{Before} {Words.Count(users, "user")}";

    /// <summary>"Suspended 3 users."</summary>
    public string DoneFor(int users) => $"{Done} {Words.Count(users, "user")}.";
}
