using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portico.Platform.Mail;

namespace Portico.Tests.Support;

/// <summary>What waits to be sent, or was sent meanwhile: a running server takes mails out of the queue and writes them to its folder.</summary>
public static partial class QueuedMails
{
    /// <summary>The mails to an address, oldest first.</summary>
    public static IReadOnlyList<MimeMessage> MailsTo(this TestPortal portal, string address) =>
        [.. portal.Mails().Where(m => string.Equals(m.To.Mailboxes.Single().Address, address, StringComparison.Ordinal))];

    /// <summary>All mails, oldest first.</summary>
    public static IReadOnlyList<MimeMessage> Mails(this TestPortal portal)
    {
        using var db = portal.Credentials();
        var outbox = portal.Services.GetRequiredService<Outbox>();
        var waiting = db.Set<OutgoingMail>()
            .AsNoTracking()
            .Where(m => m.SealedMessage != null)
            .OrderBy(m => m.QueuedAt)
            .ThenBy(m => m.Id)
            .AsEnumerable()
            .Select(outbox.Open)
            .ToList();
        // Read after the queue, so that what leaves it in between is not missed.
        var folder = Path.Combine(portal.Folder, "mail");
        var sent = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : []).Order(StringComparer.Ordinal);
        return [.. sent.Select(path => MimeMessage.Load(path)).Concat(waiting).DistinctBy(m => m.MessageId).OrderBy(m => m.Date)];
    }

    /// <summary>The token of the link in a mail.</summary>
    public static string Token(this MimeMessage mail) => Link().Match(mail.TextBody!).Groups["token"].Value;

    /// <summary>The path of the link in a mail, without its token.</summary>
    public static string Page(this MimeMessage mail) => Link().Match(mail.TextBody!).Groups["page"].Value;

    [GeneratedRegex(@"https?://[^/\s]+/(?<page>[a-z-]+)/(?<token>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])", RegexOptions.None, 1_000)]
    private static partial Regex Link();
}
