using MimeKit;

namespace Portico.BrowserTests.Support;

/// <summary>The mails that the server wrote into its data folder, as the people they are for would read them.</summary>
public static class Mailbox
{
    /// <summary>The latest mail to someone, at most 15 seconds away; an earlier one is told apart by its number.</summary>
    public static async Task<MimeMessage> MailToAsync(this PorticoProcess portico, string email, int number = 1)
    {
        for (var tries = 0; tries < 150; tries++)
        {
            var mails = portico
                .Mails.Select(path => MimeMessage.Load(path))
                .Where(m => m.To.Mailboxes.Any(t => string.Equals(t.Address, email, StringComparison.Ordinal)))
                .ToList();
            if (mails.Count >= number)
            {
                return mails[number - 1];
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail number {number} came to {email}. {portico.Output}");
    }

    /// <summary>The path of the mail's link into this installation.</summary>
    public static string LinkOf(this PorticoProcess portico, MimeMessage mail)
    {
        var text = mail.TextBody ?? "";
        var start = text.IndexOf(portico.Url, StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no link to {portico.Url} in: {text}");
        return new Uri(text[start..].Split([' ', '\n', '\r'], 2)[0]).AbsolutePath;
    }
}
