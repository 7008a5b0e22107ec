using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portico.Platform.Mail;

namespace Portico.Tests.Support;

/// <summary>What waits to be sent.</summary>
public static partial class QueuedMails
{
    /// <summary>The mails to an address, oldest first.</summary>
    public static IReadOnlyList<MimeMessage> MailsTo(this TestPortal portal, string address)
    {
        using var db = portal.Credentials();
        var outbox = portal.Services.GetRequiredService<Outbox>();
        return
        [
            .. db.Set<OutgoingMail>()
                .Where(m => m.Recipient == address)
                .OrderBy(m => m.Id)
                .AsEnumerable()
                .OrderBy(m => m.QueuedAt)
                .Select(outbox.Open),
        ];
    }

    /// <summary>The token of the link in a mail.</summary>
    public static string Token(this MimeMessage mail) => Link().Match(mail.TextBody!).Groups["token"].Value;

    /// <summary>The path of the link in a mail, without its token.</summary>
    public static string Page(this MimeMessage mail) => Link().Match(mail.TextBody!).Groups["page"].Value;

    [GeneratedRegex(@"https?://[^/\s]+/(?<page>[a-z-]+)/(?<token>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])", RegexOptions.None, 1_000)]
    private static partial Regex Link();
}
