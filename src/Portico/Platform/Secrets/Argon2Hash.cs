using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NSec.Cryptography;

namespace Portico.Platform.Secrets;

/// <summary>
/// A password hash by Argon2id (RFC 9106), kept as a PHC string that carries its own cost:
/// <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>, m in KiB, unpadded base64, a 16-byte salt and a 32-byte hash.
/// </summary>
public static class Argon2Hash
{
    /// <summary>A longer input is refused before any work: 64 characters are allowed, and no character needs more than 4 bytes.</summary>
    public const int MaxPasswordBytes = 1024;

    private const int SaltSize = 16;
    private const int HashSize = 32;
    private const int MaxStoredLength = 256;
    private const string Prefix = "$argon2id$v=19$";

    /// <summary>A hash of today's cost that no password matches; verified against when there is no account, so that both cost the same.</summary>
    public static string DummyHash { get; } =
        Format(Argon2Cost.Today, RandomNumberGenerator.GetBytes(SaltSize), RandomNumberGenerator.GetBytes(HashSize));

    /// <summary>Hashes at today's cost: about 20 ms of one core and 19 MiB.</summary>
    /// <exception cref="ArgumentException">The password has more than <see cref="MaxPasswordBytes"/> bytes.</exception>
    public static string Create(string password) => Create(password, Argon2Cost.Today);

    internal static string Create(string password, Argon2Cost cost)
    {
        var bytes = BytesOf(password) ?? throw new ArgumentException("The password is too long to be hashed.", nameof(password));
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return Format(cost, salt, Derive(bytes, salt, cost, HashSize));
    }

    /// <summary>Compares in constant time; a stored text that is no such hash, or whose cost is out of bounds, answers Failed.</summary>
    public static PasswordVerificationResult Verify(string? stored, string password)
    {
        if (Parse(stored) is not { } parsed || BytesOf(password) is not { } bytes)
        {
            return PasswordVerificationResult.Failed;
        }

        var actual = Derive(bytes, parsed.Salt, parsed.Cost, parsed.Hash.Length);
        if (!CryptographicOperations.FixedTimeEquals(actual, parsed.Hash))
        {
            return PasswordVerificationResult.Failed;
        }

        return parsed.Cost.IsBelow(Argon2Cost.Today) || parsed.Hash.Length < HashSize
            ? PasswordVerificationResult.SuccessRehashNeeded
            : PasswordVerificationResult.Success;
    }

    private static byte[] Derive(byte[] password, byte[] salt, Argon2Cost cost, int size)
    {
        try
        {
            var parameters = new Argon2Parameters
            {
                DegreeOfParallelism = 1,
                MemorySize = cost.Memory,
                NumberOfPasses = cost.Passes,
            };
            return PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(password, salt, size);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    // RFC 8265 §4.2 (OpaqueString): the same password typed on two keyboards may arrive composed or decomposed.
    private static byte[]? BytesOf(string password)
    {
        if (password.Length > MaxPasswordBytes)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(PasswordText.Normalize(password));
        return bytes.Length <= MaxPasswordBytes ? bytes : null;
    }

    private static string Format(Argon2Cost cost, byte[] salt, byte[] hash) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}m={cost.Memory},t={cost.Passes},p=1${Convert.ToBase64String(salt).TrimEnd('=')}${Convert.ToBase64String(hash).TrimEnd('=')}"
        );

    private static Parsed? Parse(string? stored)
    {
        if (stored is not { Length: <= MaxStoredLength } || !stored.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = stored[Prefix.Length..].Split('$');
        if (parts.Length != 3 || Argon2Cost.Parse(parts[0]) is not { } cost)
        {
            return null;
        }

        return Bytes(parts[1]) is { Length: SaltSize } salt && Bytes(parts[2]) is { Length: >= 16 and <= 64 } hash
            ? new Parsed(cost, salt, hash)
            : null;
    }

    private static byte[]? Bytes(string unpadded)
    {
        var padded = unpadded.PadRight((unpadded.Length + 3) / 4 * 4, '=');
        return Base64.IsValid(padded) && !unpadded.Contains('=', StringComparison.Ordinal) ? Convert.FromBase64String(padded) : null;
    }

    private sealed record Parsed(Argon2Cost Cost, byte[] Salt, byte[] Hash);
}
