using Microsoft.AspNetCore.Identity;
using Portico.Platform.Secrets.ForeignHashes;

namespace Portico.Platform.Secrets;

/// <summary>A stored password hash, ours or one that was imported, told apart by its form.</summary>
public static class StoredPassword
{
    /// <summary>No stored hash of any form is longer.</summary>
    public const int MaxLength = ForeignHash.MaxLength;

    private const string Ours = "$argon2id$";

    /// <summary>
    /// Verifies for a sign-in. Without a stored hash (no such account), and after an imported one that does not match, the work of a hash
    /// of ours is done all the same, so that an account whose hash is fast to verify answers no sooner than any other. An imported hash
    /// that matches asks to be made anew.
    /// </summary>
    public static PasswordVerificationResult Verify(string? stored, string password)
    {
        if (IsOurs(stored))
        {
            return Argon2Hash.Verify(stored, password);
        }

        if (stored is not null && Matches(stored, password))
        {
            return PasswordVerificationResult.SuccessRehashNeeded;
        }

        Argon2Hash.Verify(Argon2Hash.DummyHash, password);
        return PasswordVerificationResult.Failed;
    }

    /// <summary>Whether the password is that of the hash, with no more work than that takes.</summary>
    public static bool Matches(string stored, string password) =>
        IsOurs(stored)
            ? Argon2Hash.Verify(stored, password) != PasswordVerificationResult.Failed
            : ForeignHash.Read(stored).Hash?.Matches(password) == true;

    private static bool IsOurs(string? stored) => stored?.StartsWith(Ours, StringComparison.Ordinal) == true;
}
