using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Tokens;

/// <summary>
/// That a token, a code or a pushed request was given out, and whether it still counts. What is given out carries its own contents,
/// signed or encrypted; those that are short references have them here, encrypted.
/// </summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class OpenIdToken : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; set; }
    public ObjectId? ApplicationId { get; set; }
    public ObjectId? GrantId { get; set; }
    public string? Subject { get; set; }
    public string Type { get; set; } = "";
    public string Status { get; set; } = "";

    /// <summary>The hash of a short reference.</summary>
    public string? ReferenceHash { get; set; }
    public string? Payload { get; set; }
    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? RedeemedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OpenIdToken>
    {
        public void Configure(EntityTypeBuilder<OpenIdToken> table)
        {
            table.HasKey(t => new { t.OrganizationId, t.Id });
            table.Property(t => t.Subject).HasMaxLength(255);
            table.Property(t => t.Type).HasMaxLength(100);
            // Two that redeem the same one at once: the second finds it changed.
            table.Property(t => t.Status).HasMaxLength(20).IsConcurrencyToken();
            table.Property(t => t.ReferenceHash).HasMaxLength(100);
            table.HasIndex(t => new { t.OrganizationId, t.ApplicationId });
            table.HasIndex(t => new { t.OrganizationId, t.GrantId });
            table.HasIndex(t => new { t.OrganizationId, t.ReferenceHash }).IsUnique();
            table.HasIndex(t => t.ExpiresAt);
            table.HasOne<OpenIdGrant>().WithMany().HasForeignKey(t => new { t.OrganizationId, t.GrantId }).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
