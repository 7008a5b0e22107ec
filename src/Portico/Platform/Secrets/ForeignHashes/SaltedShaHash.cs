using System.Security.Cryptography;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// A directory's <c>{SSHA512}</c>, <c>{SSHA384}</c>, <c>{SSHA256}</c> or <c>{SSHA}</c> (SHA-1): base64 of the digest of password and
/// salt, then the salt. Fast to search by who has it, and therefore the one that gains most by being replaced.
/// </summary>
internal sealed class SaltedShaHash : ForeignHash
{
    private const int MinSalt = 4;
    private const int MaxSalt = 64;

    private readonly HashAlgorithmName algorithm;
    private readonly byte[] digest;
    private readonly byte[] salt;

    private SaltedShaHash(string text, HashAlgorithmName algorithm, byte[] digest, byte[] salt)
        : base(text) => (this.algorithm, this.digest, this.salt) = (algorithm, digest, salt);

    public static new HashReading Read(string text)
    {
        var end = text.IndexOf('}', StringComparison.Ordinal);
        var (algorithm, size) = text[..(end + 1)].ToUpperInvariant() switch
        {
            "{SSHA}" => (HashAlgorithmName.SHA1, 20),
            "{SSHA256}" => (HashAlgorithmName.SHA256, 32),
            "{SSHA384}" => (HashAlgorithmName.SHA384, 48),
            "{SSHA512}" => (HashAlgorithmName.SHA512, 64),
            _ => (default, 0),
        };
        if (size == 0)
        {
            return "Salted SHA is taken as {SSHA}, {SSHA256}, {SSHA384} or {SSHA512}.";
        }

        return HashText.Padded(text[(end + 1)..]) is { } bytes && bytes.Length - size is >= MinSalt and <= MaxSalt
            ? new SaltedShaHash(text, algorithm, bytes[..size], bytes[size..])
            : $"{text[..(end + 1)].ToUpperInvariant()} must be followed by base64 of a hash of {size} bytes and a salt of {MinSalt} to {MaxSalt}.";
    }

    private protected override bool Matches(byte[] password)
    {
        byte[] salted = [.. password, .. salt];
        var matches = CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(algorithm, salted), digest);
        CryptographicOperations.ZeroMemory(salted);
        return matches;
    }
}
