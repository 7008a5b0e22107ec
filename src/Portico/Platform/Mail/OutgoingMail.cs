using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Mail;

/// <summary>
/// A mail that was decided on in some transaction and is sent after it. The message is sealed, because it carries a link, and is
/// dropped when it is sent or given up.
/// </summary>
[Credential(OnlyAddedWhenScoped = true)]
public sealed class OutgoingMail : IQueued
{
    public ObjectId Id { get; init; }

    /// <summary>The whole MIME message, protected by the installation's keys; null once it is sent or given up.</summary>
    public byte[]? SealedMessage { get; set; }
    public required string Recipient { get; init; }
    public required string Purpose { get; init; }
    public DateTimeOffset QueuedAt { get; init; }

    /// <summary>When the next try is due; null when there is nothing left to do.</summary>
    public DateTimeOffset? DueAt { get; set; }
    public int Tries { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>What the mail server said at the last try that failed.</summary>
    public string? LastError { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> table)
        {
            table.HasKey(m => m.Id);
            table.Property(m => m.Recipient).HasMaxLength(254);
            table.Property(m => m.Purpose).HasMaxLength(60);
            table.Property(m => m.LastError).HasMaxLength(1_000);
            table.HasIndex(m => m.DueAt);
        }
    }
}
