using Microsoft.EntityFrameworkCore;
using Portico.Platform.Storage;

namespace Portico.Platform.Mail;

/// <summary>Why mails do not go, and since when.</summary>
public sealed record MailFailure(DateTimeOffset At, string Reason);

/// <summary>Whether mails reach people, for the pages that send some: what stands in the way is said where it is noticed.</summary>
public sealed class MailStatus(MailTransport transport, Store store)
{
    private MailFailure? failure;

    /// <summary>Mails become files that someone has to open, because no SMTP server is configured.</summary>
    public bool IsMailToFolder => !transport.ReachesPeople;

    /// <summary>What the last try said, while mails wait for it to pass; null when they go.</summary>
    public MailFailure? Failure => Volatile.Read(ref failure);

    /// <summary>One sentence or two for whoever is about to send a mail; null when all is well.</summary>
    public string? Notice =>
        Failure is { } trouble ? $"Mails are waiting: {trouble.Reason.TrimEnd('.')}. They are tried again by themselves, for 5 days."
        : IsMailToFolder ? $"Mail is written to files in {transport.Destination}, because no SMTP server is configured."
        : null;

    internal void Note(MailResult result, DateTimeOffset now)
    {
        switch (result)
        {
            case MailResult.Sent:
                Volatile.Write(ref failure, null);
                break;
            case MailResult.Transient later:
                Volatile.Write(ref failure, new MailFailure(now, later.Reason));
                break;
        }
    }

    /// <summary>Looks at what waits, so that every node knows, and a node that just started too.</summary>
    internal async Task RefreshAsync(CancellationToken ct)
    {
        await using var db = store.OpenCredentials();
        var waiting = await db.Set<OutgoingMail>()
            .Where(m => m.DueAt != null && m.LastError != null)
            .OrderByDescending(m => m.DueAt)
            .Select(m => new { m.LastError, m.QueuedAt })
            .FirstOrDefaultAsync(ct);
        Volatile.Write(ref failure, waiting is null ? null : Failure ?? new MailFailure(waiting.QueuedAt, waiting.LastError!));
    }
}
