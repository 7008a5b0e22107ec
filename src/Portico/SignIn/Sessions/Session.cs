using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SignIn.Sessions;

/// <summary>A signed-in browser of an administrator. The cookie holds a token, the store its hash.</summary>
[Credential]
public sealed class Session
{
    public ObjectId Id { get; init; }
    public ObjectId AdministratorId { get; init; }

    /// <summary>SHA-256 of the cookie's token.</summary>
    public required string TokenHash { get; init; }
    public SessionStage Stage { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>The absolute end, whatever happens before.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
    public string? Address { get; set; }
    public string? UserAgent { get; init; }

    /// <summary>How long a sign-in may take that waits for a second factor, or for one to be enrolled.</summary>
    public static readonly TimeSpan UnfinishedLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Whether it still counts: neither at its absolute end nor idle for too long.</summary>
    public bool IsLive(DateTimeOffset now, TimeSpan idle) => now < ExpiresAt && now < LastSeenAt + idle;

    internal sealed class Table : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> table)
        {
            table.HasKey(s => s.Id);
            table.Property(s => s.TokenHash).HasMaxLength(64);
            table.Property(s => s.Stage).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.Address).HasMaxLength(45);
            table.Property(s => s.UserAgent).HasMaxLength(400);
            table.HasIndex(s => s.TokenHash).IsUnique();
            table.HasIndex(s => s.AdministratorId);
            table.HasIndex(s => s.ExpiresAt);
            table.HasOne<Administrator>().WithMany().HasForeignKey(s => s.AdministratorId);
        }
    }
}

/// <summary>How far a sign-in has come. Only <see cref="SignedIn"/> is anyone.</summary>
public enum SessionStage
{
    /// <summary>The password was right; a code or a passkey is still asked for.</summary>
    NeedsCode,

    /// <summary>The password was right; a second factor must be enrolled first.</summary>
    NeedsEnrollment,
    SignedIn,
}
