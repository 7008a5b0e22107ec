using Microsoft.AspNetCore.DataProtection;
using MimeKit;

namespace Portico.Platform.Mail;

/// <summary>Seals mails for the store and opens them again for sending.</summary>
public sealed class Outbox(IDataProtectionProvider protection)
{
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
}
