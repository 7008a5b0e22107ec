using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>A signed-in browser of a user, or a sign-in that has not come to its end. The cookie holds a token, the store its hash.</summary>
[Credential(AlsoScoped = true)]
public sealed class UserSession : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>SHA-256 of the cookie's token.</summary>
    public required string TokenHash { get; init; }
    public UserSessionStage Stage { get; init; }

    /// <summary>Whether a second factor was proved, or enrolled, when it began.</summary>
    public bool HasSecondFactor { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The absolute end, whatever happens before.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The idle time that the organization's settings gave it.</summary>
    public int IdleMinutes { get; init; }
    public string? Address { get; set; }
    public string? UserAgent { get; init; }

    /// <summary>Whether it still counts: neither at its absolute end nor idle for too long.</summary>
    public bool IsLive(DateTimeOffset now) => now < ExpiresAt && now < LastSeenAt.AddMinutes(IdleMinutes);

    internal sealed class Table : IEntityTypeConfiguration<UserSession>
    {
        public void Configure(EntityTypeBuilder<UserSession> table)
        {
            table.HasKey(s => new { s.OrganizationId, s.Id });
            table.Property(s => s.TokenHash).HasMaxLength(64);
            table.Property(s => s.Stage).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.Address).HasMaxLength(45);
            table.Property(s => s.UserAgent).HasMaxLength(400);
            table.HasIndex(s => s.TokenHash).IsUnique();
            table.HasIndex(s => new { s.OrganizationId, s.UserId });
            table.HasIndex(s => s.ExpiresAt);
        }
    }
}

/// <summary>How far a user's sign-in has come. Only <see cref="SignedIn"/> is anyone.</summary>
public enum UserSessionStage
{
    /// <summary>The password was right; a second factor is still asked for.</summary>
    NeedsSecondFactor,

    /// <summary>The password was right, and has expired: a new one must be chosen.</summary>
    NeedsNewPassword,

    /// <summary>All was right; a second factor must be enrolled first.</summary>
    NeedsEnrollment,
    SignedIn,
}
