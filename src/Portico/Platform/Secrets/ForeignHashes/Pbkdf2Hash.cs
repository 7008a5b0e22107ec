using System.Globalization;
using System.Security.Cryptography;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>PBKDF2 (RFC 8018 §5.2) with HMAC over SHA-1, SHA-256 or SHA-512, from whichever text it was read.</summary>
internal sealed class Pbkdf2Hash : ForeignHash
{
    private const int MaxRounds = 2_000_000;
    private const int MinBytes = 16;
    private const int MinSalt = 4;
    private const int MaxBytes = 64;

    private readonly HashAlgorithmName algorithm;
    private readonly int rounds;
    private readonly byte[] salt;
    private readonly byte[] hash;

    private Pbkdf2Hash(string text, HashAlgorithmName algorithm, int rounds, byte[] salt, byte[] hash)
        : base(text) => (this.algorithm, this.rounds, this.salt, this.hash) = (algorithm, rounds, salt, hash);

    /// <summary>A part that could not be read is null.</summary>
    public static HashReading Of(string text, HashAlgorithmName? algorithm, int? rounds, byte[]? salt, byte[]? hash)
    {
        if (algorithm is not { } known)
        {
            return "PBKDF2 is taken with SHA-1, SHA-256 or SHA-512.";
        }

        if (rounds is null or < 1 or > MaxRounds)
        {
            return string.Create(CultureInfo.InvariantCulture, $"A PBKDF2 hash must have 1 to {MaxRounds:N0} rounds.");
        }

        if (salt is not { Length: >= MinSalt and <= MaxBytes })
        {
            return $"The salt of a PBKDF2 hash must be {MinSalt} to {MaxBytes} bytes, in base64 as its form has it.";
        }

        if (hash is not { Length: >= MinBytes and <= MaxBytes })
        {
            return $"The hash of a PBKDF2 hash must be {MinBytes} to {MaxBytes} bytes, in base64 as its form has it.";
        }

        // RFC 8018 §5.2: each block that the hash spans costs all rounds again.
        var blocks = (hash.Length + BlockOf(known) - 1) / BlockOf(known);
        return (long)rounds * blocks > MaxRounds
            ? string.Create(CultureInfo.InvariantCulture, $"This PBKDF2 hash costs more than {MaxRounds:N0} rounds.")
            : new Pbkdf2Hash(text, known, rounds.Value, salt, hash);
    }

    /// <summary>As <see cref="Of"/>, in a form whose hash is always one whole digest: a shorter one is cut off.</summary>
    public static HashReading OfDigest(string text, HashAlgorithmName? algorithm, int? rounds, byte[]? salt, byte[]? hash) =>
        algorithm is { } known && hash is not null && hash.Length != BlockOf(known)
            ? string.Create(CultureInfo.InvariantCulture, $"The hash of a PBKDF2 hash by {known.Name} must be {BlockOf(known)} bytes here.")
            : Of(text, algorithm, rounds, salt, hash);

    /// <summary>The hash function by its name in the text; null for another.</summary>
    public static HashAlgorithmName? Named(string name) =>
        name.ToUpperInvariant() switch
        {
            "SHA1" => HashAlgorithmName.SHA1,
            "SHA256" => HashAlgorithmName.SHA256,
            "SHA512" => HashAlgorithmName.SHA512,
            _ => null,
        };

    private protected override bool Matches(byte[] password) =>
        CryptographicOperations.FixedTimeEquals(Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, algorithm, hash.Length), hash);

    private static int BlockOf(HashAlgorithmName algorithm) =>
        algorithm == HashAlgorithmName.SHA1 ? 20
        : algorithm == HashAlgorithmName.SHA256 ? 32
        : 64;
}
