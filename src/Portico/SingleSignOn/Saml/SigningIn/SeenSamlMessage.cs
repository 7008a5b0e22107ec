using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>The ID of a message that was acted upon, kept as long as it could come a second time (SAML profiles §4.1.4.5).</summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class SeenSamlMessage : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>SHA-256 of the ID.</summary>
    public required string MessageHash { get; init; }
    public DateTimeOffset Until { get; init; }

    public static string HashOf(string messageId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)));

    internal sealed class Table : IEntityTypeConfiguration<SeenSamlMessage>
    {
        public void Configure(EntityTypeBuilder<SeenSamlMessage> table)
        {
            table.HasKey(m => new { m.OrganizationId, m.Id });
            table.Property(m => m.MessageHash).HasMaxLength(64);
            table
                .HasIndex(m => new
                {
                    m.OrganizationId,
                    m.ApplicationId,
                    m.MessageHash,
                })
                .IsUnique()
                .Refuses(_ => new MessageUsed());
            table.HasIndex(m => m.Until);
        }
    }
}

/// <summary>The same message came twice at once.</summary>
public sealed record MessageUsed() : Conflict("saml-request-used", "This request was answered already.");
