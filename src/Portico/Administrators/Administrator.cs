using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;
using Portico.Providers;
using Portico.SignIn;

namespace Portico.Administrators;

/// <summary>A person's one account in the installation, with memberships in a provider and in organizations.</summary>
[Credential]
public sealed class Administrator : IVersioned, IAuthenticatorHolder
{
    public ObjectId Id { get; init; }

    /// <summary>Lower-cased; unique in the installation.</summary>
    public required string Email { get; set; }
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";

    /// <summary>Argon2id with its parameters (PHC string).</summary>
    public required string PasswordHash { get; set; }
    public DateTimeOffset PasswordChangedAt { get; set; }

    /// <summary>The authenticator's secret, sealed; null until one is enrolled.</summary>
    public string? SealedTotpSecret { get; set; }

    /// <summary>The last time step of a code that was used: it and earlier ones are refused (RFC 6238 §5.2).</summary>
    public long? LastTotpStep { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    /// <summary>The form in which addresses are kept and compared.</summary>
    public static string NormalizeEmail(string email) => email.Trim().ToLowerInvariant();

    /// <summary>A new account; the hash is that of a password that passed <see cref="NewPassword"/>.</summary>
    public static Administrator Create(
        ObjectId id,
        string email,
        string firstName,
        string lastName,
        string passwordHash,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Email = NormalizeEmail(email),
            FirstName = firstName.Trim(),
            LastName = lastName.Trim(),
            PasswordHash = passwordHash,
            PasswordChangedAt = now,
            CreatedAt = now,
        };

    /// <summary>Replaces the password by one that passed <see cref="NewPassword"/>.</summary>
    public void SetPassword(string passwordHash, DateTimeOffset now)
    {
        PasswordHash = passwordHash;
        PasswordChangedAt = now;
    }

    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email;

    public bool HasAuthenticator => SealedTotpSecret is not null;

    string IAuthenticatorHolder.HolderName => Id.ToString();
    string IAuthenticatorHolder.HolderLabel => Email;

    internal sealed class Table : IEntityTypeConfiguration<Administrator>
    {
        public void Configure(EntityTypeBuilder<Administrator> table)
        {
            table.HasKey(a => a.Id);
            table.Property(a => a.Email).HasMaxLength(Membership.EmailMaxLength).IsSearchKey();
            table.Property(a => a.FirstName).HasMaxLength(Membership.NameMaxLength);
            table.Property(a => a.LastName).HasMaxLength(Membership.NameMaxLength);
            table.Property(a => a.PasswordHash).HasMaxLength(300);
            table.Property(a => a.SealedTotpSecret).HasMaxLength(1_000);
            table.Ignore(a => a.FullName).Ignore(a => a.HasAuthenticator);
            table.HasIndex(a => a.Email).IsUnique();
            table.HasMany<ProviderMembership>().WithOne().HasForeignKey(m => m.AdministratorId).OnDelete(DeleteBehavior.Restrict);
            table.HasMany<OrganizationMembership>().WithOne().HasForeignKey(m => m.AdministratorId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One of ten codes that stand in for a lost authenticator or passkey, each used once.</summary>
[Credential]
public sealed class RecoveryCode
{
    public ObjectId AdministratorId { get; init; }

    /// <summary>SHA-256: the code itself is random enough to need no slow hash.</summary>
    public required string CodeHash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<RecoveryCode>
    {
        public void Configure(EntityTypeBuilder<RecoveryCode> table)
        {
            table.HasKey(c => new { c.AdministratorId, c.CodeHash });
            table.Property(c => c.CodeHash).HasMaxLength(64);
            table.HasOne<Administrator>().WithMany().HasForeignKey(c => c.AdministratorId);
        }
    }
}

/// <summary>A single-use link that was mailed to someone: an invitation, a password reset, a reset of multifactor authentication.</summary>
[Credential(OnlyAddedWhenScoped = true)]
public sealed class AccountLink
{
    /// <summary>SHA-256 of the token in the link; the token itself is only in the mail.</summary>
    public required string TokenHash { get; init; }
    public LinkPurpose Purpose { get; init; }

    /// <summary>Lower-cased.</summary>
    public required string Email { get; init; }

    /// <summary>For an invitation: the membership that it opens.</summary>
    public ObjectId? MembershipId { get; init; }

    /// <summary>For an invitation: the provider or organization as it was named in the mail, for the page that the link opens.</summary>
    public string? PlaceName { get; init; }

    /// <summary>For an invitation: who sent it, as he was named in the mail.</summary>
    public string? InviterName { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<AccountLink>
    {
        public void Configure(EntityTypeBuilder<AccountLink> table)
        {
            table.HasKey(l => l.TokenHash);
            table.Property(l => l.TokenHash).HasMaxLength(64);
            table.Property(l => l.Purpose).HasConversion<string>().HasMaxLength(20);
            table.Property(l => l.Email).HasMaxLength(Membership.EmailMaxLength);
            table.Property(l => l.PlaceName).HasMaxLength(Provider.NameMaxLength);
            table.Property(l => l.InviterName).HasMaxLength(Membership.EmailMaxLength);
            table.HasIndex(l => new { l.Email, l.Purpose });
            table.HasIndex(l => l.MembershipId);
        }
    }
}

/// <summary>What an <see cref="AccountLink"/> lets its holder do.</summary>
public enum LinkPurpose
{
    /// <summary>Lives 5 days.</summary>
    Invitation,

    /// <summary>Lives 1 hour.</summary>
    PasswordReset,

    /// <summary>Lives 1 hour.</summary>
    MfaReset,

    /// <summary>The first set-up of the installation, printed on the console; lives until it is used.</summary>
    Setup,
}
