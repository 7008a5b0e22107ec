using System.Globalization;
using Portico.Platform.Ui;

namespace Portico.Platform.Mail;

/// <summary>A link in a mail, and how long it works.</summary>
/// <param name="Address">An absolute http or https address.</param>
/// <param name="MadeAt">When the link was made.</param>
/// <param name="EndsAt">When it stops working.</param>
public sealed record MailLink(Uri Address, DateTimeOffset MadeAt, DateTimeOffset EndsAt)
{
    /// <summary>"The link works once, for 5 days: until 28 November 2026, 17:49 UTC."</summary>
    public string Limit => $"The link works once, for {Lifetime}: until {MailTexts.Time(EndsAt)}.";

    private string Lifetime
    {
        get
        {
            var hours = (int)Math.Round((EndsAt - MadeAt).TotalHours);
            return hours >= 48 && hours % 24 == 0 ? MailTexts.Count(hours / 24, "day") : MailTexts.Count(hours, "hour");
        }
    }
}

/// <summary>The words of each mail that Portico sends. Names are cleaned here; the composer encodes.</summary>
public static class MailTexts
{
    /// <summary>To someone who shall administer a provider.</summary>
    public static MailText InviteProviderAdministrator(
        MailRecipient to,
        string inviter,
        string? inviterEmail,
        string provider,
        MailLink link
    )
    {
        var (who, where) = (MailWords.Clean(inviter), MailWords.Clean(provider));
        return new MailText(
            $"{who} invites you to {where} on Portico",
            Greeting(to),
            [
                $"{Named(who, inviterEmail)} invites you to be an administrator of {where} on Portico, where {where} looks after the users, computers and applications of its customers.",
                "Accept the invitation to choose your password and sign in.",
            ],
            new MailButton("Accept the invitation", link.Address),
            [link.Limit, $"After that, {who} can send you another one."],
            Unexpected(to, $"{who} entered your address")
        );
    }

    /// <summary>To someone who shall administer one organization.</summary>
    public static MailText InviteOrganizationAdministrator(
        MailRecipient to,
        string inviter,
        string? inviterEmail,
        string organization,
        MailLink link
    )
    {
        var (who, where) = (MailWords.Clean(inviter), MailWords.Clean(organization));
        return new MailText(
            $"{who} invites you to administer {where}",
            Greeting(to),
            [
                $"{Named(who, inviterEmail)} invites you to be an administrator of {where} on Portico. You will look after its users, computers, applications and settings there.",
                "Accept the invitation to choose your password and sign in.",
            ],
            new MailButton("Accept the invitation", link.Address),
            [link.Limit, $"After that, {who} can send you another one."],
            Unexpected(to, $"{who} entered your address")
        );
    }

    /// <summary>To someone who has asked for it, or for whom an administrator has.</summary>
    public static MailText ResetPassword(MailRecipient to, MailLink link) =>
        new(
            "Set a new password for Portico",
            Greeting(to),
            [$"Someone asked for a new password for {to.Address} on Portico. If it was you, set it here."],
            new MailButton("Set a new password", link.Address),
            [link.Limit, "If it was not you, there is nothing to do: your password stays as it is."],
            "You get this because your address belongs to an account on Portico."
        );

    /// <summary>To someone who shall set up a second factor anew; only he, with this link and the password, clears the old ones.</summary>
    public static MailText ResetMultifactor(MailRecipient to, string administrator, MailLink link)
    {
        var who = MailWords.Clean(administrator);
        return new MailText(
            "Set up multifactor authentication again",
            Greeting(to),
            [
                $"{who} sends you this link to reset multifactor authentication for your account {to.Address} on Portico, for when you have lost your authenticator app or your passkeys.",
                "You will need your password. Your former authenticator app, all your passkeys and your recovery codes then stop working, and you set up a passkey or an app anew when you sign in.",
            ],
            new MailButton("Reset multifactor authentication", link.Address),
            [link.Limit, $"If you did not ask for this, tell {who} and do not use the link: until you do, nothing changes."],
            "You get this because your address belongs to an account on Portico."
        );
    }

    /// <summary>After a change of how someone signs in that is not the password.</summary>
    /// <param name="to">Whose account it is.</param>
    /// <param name="what">What happened, without a full stop: "An authenticator app was set up for anna@example.com".</param>
    /// <param name="at">When.</param>
    /// <param name="from">The network address that it was done from.</param>
    /// <param name="resetPage">Where a new password can be asked for.</param>
    public static MailText SignInChanged(MailRecipient to, string what, DateTimeOffset at, string from, Uri resetPage) =>
        new(
            "How you sign in to Portico was changed",
            Greeting(to),
            [
                $"{what} on {Time(at)}, from the network address {MailWords.Clean(from)}.",
                "If it was you, there is nothing to do. If it was not, set a new password now and tell your provider.",
            ],
            new MailButton("Set a new password", resetPage),
            [],
            "You get this because your address belongs to an account on Portico."
        );

    /// <summary>After a change of the password, to whoever has the account's mailbox.</summary>
    /// <param name="to">Whose password it is.</param>
    /// <param name="at">When it was changed.</param>
    /// <param name="from">The network address that it was changed from.</param>
    /// <param name="resetPage">Where a new password can be asked for.</param>
    /// <param name="apiKeys">How many API keys the account has.</param>
    /// <param name="passkeys">How many passkeys it has.</param>
    public static MailText PasswordChanged(MailRecipient to, DateTimeOffset at, string from, Uri resetPage, int apiKeys, int passkeys) =>
        new(
            "Your password on Portico was changed",
            Greeting(to),
            [
                $"The password of {to.Address} was changed on {Time(at)}, from the network address {MailWords.Clean(from)}.",
                "If it was you, there is nothing to do. If it was not, set a new password now and tell your provider.",
                .. apiKeys + passkeys is 0
                    ? (string[])[]
                    : [$"The account has {Ways(apiKeys, passkeys)}. A new password ends none: look in your profile whether all are yours."],
            ],
            new MailButton("Set a new password", resetPage),
            [],
            "You get this because your address belongs to an account on Portico."
        );

    /// <summary>After a sign-in with a recovery code.</summary>
    /// <param name="to">Who signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="from">The network address of the sign-in.</param>
    /// <param name="codesLeft">How many recovery codes are unused.</param>
    /// <param name="profilePage">Where sessions are ended and new codes are made.</param>
    public static MailText RecoveryCodeUsed(MailRecipient to, DateTimeOffset at, string from, int codesLeft, Uri profilePage) =>
        new(
            "A recovery code was used to sign in",
            Greeting(to),
            [
                $"Someone signed in as {to.Address} with a recovery code on {Time(at)}, from the network address {MailWords.Clean(from)}.",
                codesLeft == 0
                    ? "That was the last one. Make new recovery codes in your profile."
                    : $"{Count(codesLeft, "recovery code")} {(codesLeft == 1 ? "is" : "are")} left. You can make new ones in your profile.",
                "If it was not you, end all sessions and change your password now.",
            ],
            new MailButton("Open your profile", profilePage),
            [],
            "You get this because your address belongs to an account on Portico."
        );

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    private static string Ways(int apiKeys, int passkeys) =>
        string.Join(
            " and ",
            new (int Number, string Noun)[] { (apiKeys, "API key"), (passkeys, "passkey") }
                .Where(way => way.Number > 0)
                .Select(way => Words.Count(way.Number, way.Noun))
        );

    // Portico itself has no address.
    private static string Named(string who, string? email) => email is null ? who : $"{who} ({email})";

    internal static string Greeting(MailRecipient to) =>
        MailWords.Clean(to.FirstName) is { Length: > 0 } name ? $"Hello {name}," : "Hello,";

    private static string Unexpected(MailRecipient to, string why) =>
        $"You get this because {why}, {to.Address}. If you do not know why, ignore it: nothing happens unless you accept.";
}
