using System.Threading.Channels;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>Seals mails for the store and opens them again for sending; tells the pump of this process when there are new ones.</summary>
public sealed class Outbox(IDataProtectionProvider protection, TimeProvider clock)
{
    // As many as there may be senders waiting; more wake-ups than those would wake nobody.
    private readonly Channel<bool> wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(4) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Lazy<IDataProtector> protector = new(() => protection.CreateProtector("Portico.OutgoingMail"));

    internal OutgoingMail Seal(ObjectId id, MimeMessage message, string purpose, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return new OutgoingMail
        {
            Id = id,
            SealedMessage = protector.Value.Protect(bytes.ToArray()),
            Recipient = message.To.Mailboxes.First().Address,
            Purpose = purpose,
            QueuedAt = now,
            DueAt = now,
        };
    }

    internal MimeMessage Open(OutgoingMail mail)
    {
        using var bytes = new MemoryStream(protector.Value.Unprotect(mail.SealedMessage!));
        return MimeMessage.Load(bytes);
    }

    /// <summary>What was saved is committed: if mails are among it, they need not wait for the next look at the store.</summary>
    internal void Committed(DbContext db)
    {
        foreach (var _ in db.Set<OutgoingMail>().Local)
        {
            wakeUps.Writer.TryWrite(true);
        }
    }

    /// <summary>Ends when a mail was queued in this process, or after that time.</summary>
    internal async Task WaitForMailAsync(TimeSpan atMost, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await wakeUps.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to look at the store: another node may have queued something, or a wait is over.
        }
    }
}
