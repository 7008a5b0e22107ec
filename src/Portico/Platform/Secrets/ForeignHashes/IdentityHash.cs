using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// What ASP.NET Identity's PasswordHasher keeps, in base64. Version 3: the byte 1; pseudo-random function, rounds and length of the salt
/// as 32 bits each, big-endian; salt; hash. Version 2: the byte 0; 16 bytes of salt; 32 of hash, by 1,000 rounds over SHA-1.
/// </summary>
internal static class IdentityHash
{
    private const int HeaderSize = 13;
    private const int SizeOfVersion2 = 49;
    private const int TextOfVersion2 = 68;

    /// <summary>Base64 has no mark; these begin as no other does.</summary>
    public static bool IsLike(string text) =>
        text.StartsWith("AQAAAA", StringComparison.Ordinal)
        || (text.Length == TextOfVersion2 && text[0] is 'A' && text[1] is >= 'A' and <= 'P');

    public static HashReading Read(string text) =>
        HashText.Padded(text) switch
        {
            [0, ..] and { Length: SizeOfVersion2 } bytes => Pbkdf2Hash.Of(text, HashAlgorithmName.SHA1, 1_000, bytes[1..17], bytes[17..]),
            [1, ..] and { Length: > HeaderSize } bytes => ReadVersion3(text, bytes),
            _ => "This hash looks like one of ASP.NET Identity, but is malformed.",
        };

    private static HashReading ReadVersion3(string text, byte[] bytes)
    {
        var saltSize = Number(bytes, 9);
        if (saltSize > bytes.Length - HeaderSize)
        {
            return "This hash of ASP.NET Identity is cut off.";
        }

        HashAlgorithmName? algorithm = Number(bytes, 1) switch
        {
            0 => HashAlgorithmName.SHA1,
            1 => HashAlgorithmName.SHA256,
            2 => HashAlgorithmName.SHA512,
            _ => null,
        };
        var rounds = (int)Math.Min(Number(bytes, 5), int.MaxValue);
        var hashAt = HeaderSize + (int)saltSize;
        return Pbkdf2Hash.Of(text, algorithm, rounds, bytes[HeaderSize..hashAt], bytes[hashAt..]);
    }

    private static uint Number(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
