using Portico.Platform.Mail;

namespace Portico.Users;

/// <summary>The words of the mails to users.</summary>
internal static class UserMailTexts
{
    public static MailText Activate(MailRecipient to, User user, string organization, MailLink link)
    {
        var where = MailWords.Clean(organization);
        return new MailText(
            $"Activate your account at {where}",
            MailTexts.Greeting(to),
            [
                $"{where} has made an account for you. Your username is {MailWords.Clean(user.Username)}.",
                "Choose a password to activate it, then sign in.",
            ],
            new MailButton("Choose a password", link.Address),
            [link.Limit, $"After that, {where} can send you another one."],
            Why(where, to)
        );
    }

    public static MailText Welcome(MailRecipient to, User user, string organization, Uri portal)
    {
        var where = MailWords.Clean(organization);
        return new MailText(
            $"Your account at {where}",
            MailTexts.Greeting(to),
            [
                $"{where} has made an account for you. Your username is {MailWords.Clean(user.Username)}.",
                "Whoever made it tells you the password. You can change it once you have signed in.",
            ],
            new MailButton("Sign in", portal),
            [],
            Why(where, to)
        );
    }

    public static MailText ResetPassword(MailRecipient to, string administrator, string organization, MailLink link)
    {
        var (who, where) = (MailWords.Clean(administrator), MailWords.Clean(organization));
        return new MailText(
            $"Set a new password for {where}",
            MailTexts.Greeting(to),
            [$"{who} sends you this link to set a new password for your account at {where}."],
            new MailButton("Set a new password", link.Address),
            [link.Limit, $"If you did not ask for this, tell {who} and do not use the link: until you do, your password stays as it is."],
            Why(where, to)
        );
    }

    public static MailText CallerCode(MailRecipient to, string administrator, string organization, string code, Uri portal)
    {
        var (who, where) = (MailWords.Clean(administrator), MailWords.Clean(organization));
        return new MailText(
            $"Your code for the help desk of {where}: {code}",
            MailTexts.Greeting(to),
            [
                $"{who} wants to be sure that it is you who asks for help. Tell {who} this code: {code}",
                "It can be told once, for 10 minutes. Tell it to nobody else, and to nobody who calls you.",
            ],
            new MailButton("Open your portal", portal),
            [$"If you have not asked {where} for help, someone else may have, in your name. Tell no one the code, and tell {where}."],
            Why(where, to)
        );
    }

    private static string Why(string where, MailRecipient to) => $"You get this because {where} keeps {to.Address} as an address of yours.";
}
