using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>
/// A passkey as a store keeps it (WebAuthn §4, "credential record"); each kind of person has a table of its own that adds whose it is.
/// There is nothing secret in it: the private key never leaves the authenticator.
/// </summary>
public abstract class StoredPasskey
{
    public const int NameMaxLength = 80;

    public ObjectId Id { get; init; }

    /// <summary>What the authenticator calls it; unique in the installation.</summary>
    public byte[] CredentialId { get; private set; } = [];

    /// <summary>COSE key (RFC 9052 §7).</summary>
    public byte[] PublicKey { get; private set; } = [];

    /// <summary>How often the authenticator says it has signed; stays 0 for those that do not count.</summary>
    public long SignCount { get; private set; }

    /// <summary>What the person calls it.</summary>
    public string Name { get; set; } = "";

    /// <summary>How the authenticator can be reached, with spaces between: a hint for the browser.</summary>
    public string Transports { get; private set; } = "";

    /// <summary>Whether it may be copied to other devices of the person, as a password manager does.</summary>
    public bool IsBackupEligible { get; private set; }

    /// <summary>Whether it has been.</summary>
    public bool IsBackedUp { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Makes it the passkey that was just made.</summary>
    public void Hold(AttestedPasskey made, string name, DateTimeOffset now)
    {
        (CredentialId, PublicKey, SignCount) = (made.CredentialId, made.PublicKey, made.SignCount);
        (Transports, IsBackupEligible, IsBackedUp) = (made.Transports, made.IsBackupEligible, made.IsBackedUp);
        (Name, CreatedAt) = (name.Trim(), now);
    }

    /// <summary>Notes that someone proved to have it.</summary>
    public void Used(PasskeyProof proof, DateTimeOffset now) =>
        (SignCount, IsBackedUp, LastUsedAt) = (proof.SignCount, proof.IsBackedUp, now);

    /// <summary>The columns that every table of passkeys has.</summary>
    public static void Configure<T>(EntityTypeBuilder<T> table)
        where T : StoredPasskey
    {
        table.Property(p => p.CredentialId).HasMaxLength(AttestedPasskey.CredentialIdMaxLength);
        table.Property(p => p.PublicKey).HasMaxLength(AttestedPasskey.PublicKeyMaxLength);
        table.Property(p => p.Name).HasMaxLength(NameMaxLength);
        table.Property(p => p.Transports).HasMaxLength(AttestedPasskey.TransportsMaxLength);
        table.HasIndex(p => p.CredentialId).IsUnique();
    }
}
