using Portico.Platform.Mail;
using Portico.Platform.Ui;

namespace Portico.UserPortal;

/// <summary>The words of the mails to users about their own account. Names are cleaned here; the composer encodes.</summary>
public static class PortalMailTexts
{
    public static MailText ResetPassword(MailRecipient to, string username, string organization, MailLink link) =>
        new(
            $"Set a new password for {Clean(organization)}",
            MailTexts.Greeting(to),
            [$"Someone asked for a new password for {Clean(username)} at {Clean(organization)}. If it was you, set it here."],
            new MailButton("Set a new password", link.Address),
            [link.Limit, "If it was not you, there is nothing to do: your password stays as it is."],
            Because(organization)
        );

    public static MailText PasswordChanged(
        MailRecipient to,
        string username,
        string organization,
        string from,
        DateTimeOffset at,
        Uri page,
        int passkeys
    ) =>
        new(
            $"Your password at {Clean(organization)} was changed",
            MailTexts.Greeting(to),
            [
                $"The password of {Clean(username)} was changed on {MailTexts.Time(at)}, from the network address {Clean(from)}.",
                "If it was you, there is nothing to do. If it was not, set a new password now and tell your administrator.",
                .. passkeys is 0
                    ? (string[])[]
                    :
                    [
                        $"The account has {Words.Count(passkeys, "passkey")}. A new password ends none: look on the Security page of your portal whether all are yours.",
                    ],
            ],
            new MailButton("Set a new password", page),
            [],
            Because(organization)
        );

    /// <param name="to">Whose account it is.</param>
    /// <param name="what">What happened, without a full stop.</param>
    /// <param name="organization">Where.</param>
    /// <param name="from">The network address that it was done from.</param>
    /// <param name="at">When.</param>
    /// <param name="page">Where a new password can be asked for.</param>
    public static MailText SignInChanged(MailRecipient to, string what, string organization, string from, DateTimeOffset at, Uri page) =>
        new(
            $"How you sign in to {Clean(organization)} was changed",
            MailTexts.Greeting(to),
            [
                $"{Clean(what)} on {MailTexts.Time(at)}, from the network address {Clean(from)}.",
                "If it was you, there is nothing to do. If it was not, set a new password now and tell your administrator.",
            ],
            new MailButton("Set a new password", page),
            [],
            Because(organization)
        );

    public static MailText RecoveryCodeUsed(
        MailRecipient to,
        string username,
        string organization,
        string from,
        DateTimeOffset at,
        int left,
        Uri page
    ) =>
        new(
            "A recovery code was used to sign in",
            MailTexts.Greeting(to),
            [
                $"Someone signed in as {Clean(username)} at {Clean(organization)} with a recovery code on {MailTexts.Time(at)}, from the network address {Clean(from)}.",
                left is 0
                    ? "That was the last one. Make new recovery codes in your portal."
                    : $"{Words.Count(left, "recovery code")} {(left is 1 ? "is" : "are")} left. You can make new ones in your portal.",
                "If it was not you, change your password now and tell your administrator.",
            ],
            new MailButton("Open your portal", page),
            [],
            Because(organization)
        );

    public static MailText LockedOut(
        MailRecipient to,
        string username,
        string organization,
        string from,
        DateTimeOffset at,
        DateTimeOffset? until,
        Uri page
    ) =>
        new(
            $"Your account at {Clean(organization)} is locked",
            MailTexts.Greeting(to),
            [
                $"After too many wrong passwords for {Clean(username)}, nobody can sign in with it since {MailTexts.Time(at)}. The last try came from the network address {Clean(from)}.",
                until is { } end
                    ? $"It unlocks by itself on {MailTexts.Time(end)}. Setting a new password unlocks it at once."
                    : "An administrator can unlock it. Setting a new password unlocks it at once.",
            ],
            new MailButton("Set a new password", page),
            ["If it was not you who tried, your password was not guessed; tell your administrator if it happens again."],
            Because(organization)
        );

    public static MailText PasswordExpires(MailRecipient to, string username, string organization, DateTimeOffset at, Uri page) =>
        new(
            $"Your password at {Clean(organization)} expires soon",
            MailTexts.Greeting(to),
            [
                $"The password of {Clean(username)} expires on {MailTexts.Time(at)}. Change it before; after that, you are asked for a new one when you sign in.",
            ],
            new MailButton("Change the password", page),
            [],
            Because(organization)
        );

    private static string Clean(string text) => MailWords.Clean(text);

    private static string Because(string organization) => $"You get this because your address belongs to a user of {Clean(organization)}.";
}
