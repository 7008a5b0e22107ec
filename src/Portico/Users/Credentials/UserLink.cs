using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>A single-use link that was mailed to a user.</summary>
[Credential(AlsoScoped = true)]
public sealed class UserLink : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }

    /// <summary>SHA-256 of the token in the link; the token itself is only in the mail.</summary>
    public required string TokenHash { get; init; }
    public ObjectId UserId { get; init; }
    public UserLinkPurpose Purpose { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<UserLink>
    {
        public void Configure(EntityTypeBuilder<UserLink> table)
        {
            table.HasKey(l => new { l.OrganizationId, l.TokenHash });
            table.Property(l => l.TokenHash).HasMaxLength(64);
            table.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(20);
            table.HasIndex(l => l.TokenHash).IsUnique();
            table.HasIndex(l => new { l.OrganizationId, l.UserId });
            table.HasIndex(l => l.ExpiresAt);
        }
    }
}

/// <summary>What a <see cref="UserLink"/> lets its holder do.</summary>
public enum UserLinkPurpose
{
    /// <summary>Set the first password; lives 7 days.</summary>
    Activation,

    /// <summary>Set a new password; lives 1 hour.</summary>
    PasswordReset,
}
