using Microsoft.AspNetCore.Identity;

namespace Portico.Platform.Secrets.Passkeys;

/// <summary>A passkey that an authenticator has just made for us, not stored yet.</summary>
public sealed record AttestedPasskey(
    byte[] CredentialId,
    byte[] PublicKey,
    long SignCount,
    string Transports,
    bool IsBackupEligible,
    bool IsBackedUp
)
{
    /// <summary>WebAuthn §4, "credential ID".</summary>
    public const int CredentialIdMaxLength = 1_023;

    /// <summary>RSA of 4096 bits has 540; larger ones would only cost time to check.</summary>
    public const int PublicKeyMaxLength = 600;
    public const int TransportsMaxLength = 60;

    // WebAuthn §5.8.4; a browser may name others, which no browser asks for.
    private static readonly string[] known = ["ble", "hybrid", "internal", "nfc", "smart-card", "usb"];

    /// <summary>Null when it is larger than any that is in use.</summary>
    internal static AttestedPasskey? Of(UserPasskeyInfo made) =>
        made.CredentialId.Length is 0 or > CredentialIdMaxLength || made.PublicKey.Length > PublicKeyMaxLength
            ? null
            : new(
                made.CredentialId,
                made.PublicKey,
                made.SignCount,
                string.Join(' ', known.Intersect(made.Transports ?? [], StringComparer.Ordinal)),
                made.IsBackupEligible,
                made.IsBackedUp
            );
}
