using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>One of ten codes that stand in for a user's lost second factor, each used once.</summary>
[Credential(AlsoScoped = true)]
public sealed class UserRecoveryCode : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>SHA-256: the code itself is random enough to need no slow hash.</summary>
    public required string CodeHash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<UserRecoveryCode>
    {
        public void Configure(EntityTypeBuilder<UserRecoveryCode> table)
        {
            table.HasKey(c => new
            {
                c.OrganizationId,
                c.UserId,
                c.CodeHash,
            });
            table.Property(c => c.CodeHash).HasMaxLength(64);
        }
    }
}
