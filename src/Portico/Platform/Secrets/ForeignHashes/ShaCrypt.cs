using System.Security.Cryptography;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// The function behind <c>$5$</c> and <c>$6$</c>: Ulrich Drepper, "Unix crypt using SHA-256 and SHA-512", version 0.6. The numbers of the
/// comments are the steps of its section "Algorithm".
/// </summary>
internal sealed class ShaCrypt
{
    private const string Digits = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly HashAlgorithmName algorithm;
    private readonly int size;
    private readonly int lastOfThree;

    private ShaCrypt(HashAlgorithmName algorithm, int size, int textLength)
    {
        this.algorithm = algorithm;
        this.size = size;
        TextLength = textLength;
        lastOfThree = size / 3 * 3;
    }

    public static ShaCrypt Sha256 { get; } = new(HashAlgorithmName.SHA256, 32, 43);

    public static ShaCrypt Sha512 { get; } = new(HashAlgorithmName.SHA512, 64, 86);

    /// <summary>How many characters <see cref="Hash"/> gives.</summary>
    public int TextLength { get; }

    public string Hash(byte[] password, byte[] salt, int rounds)
    {
        using var digest = IncrementalHash.CreateHash(algorithm);
        var (a, p, s) = Begin(digest, password, salt);

        // 21: the rounds.
        for (var round = 0; round < rounds; round++)
        {
            digest.AppendData(round % 2 == 1 ? p : a);
            if (round % 3 != 0)
            {
                digest.AppendData(s);
            }

            if (round % 7 != 0)
            {
                digest.AppendData(p);
            }

            digest.AppendData(round % 2 == 1 ? a : p);
            digest.GetHashAndReset(a);
        }

        CryptographicOperations.ZeroMemory(p);
        return Write(a);
    }

    private (byte[] A, byte[] P, byte[] S) Begin(IncrementalHash digest, byte[] password, byte[] salt)
    {
        // 4–8: digest B.
        digest.AppendData(password);
        digest.AppendData(salt);
        digest.AppendData(password);
        var b = digest.GetHashAndReset();

        // 1–3, 9–12: digest A; the bits of the password's length choose between B and the password.
        digest.AppendData(password);
        digest.AppendData(salt);
        digest.AppendData(Repeated(b, password.Length));
        for (var length = password.Length; length > 0; length >>= 1)
        {
            digest.AppendData((length & 1) == 1 ? b : password);
        }

        var a = digest.GetHashAndReset();

        // 13–16: digest DP and the sequence P, as long as the password.
        for (var i = 0; i < password.Length; i++)
        {
            digest.AppendData(password);
        }

        var p = Repeated(digest.GetHashAndReset(), password.Length);

        // 17–20: digest DS and the sequence S, as long as the salt.
        for (var i = 0; i < 16 + a[0]; i++)
        {
            digest.AppendData(salt);
        }

        return (a, p, Repeated(digest.GetHashAndReset(), salt.Length));
    }

    private static byte[] Repeated(byte[] bytes, int length)
    {
        var repeated = new byte[length];
        for (var i = 0; i < length; i++)
        {
            repeated[i] = bytes[i % bytes.Length];
        }

        return repeated;
    }

    // 22: three bytes at a time, a third of the digest apart, in an order that turns by one place each time: towards the right by
    // SHA-512, towards the left by SHA-256; four digits for three bytes, the lowest six bits first.
    private string Write(byte[] bytes)
    {
        var text = new char[TextLength];
        var third = size / 3;
        var turn = size == 64 ? 1 : 2;
        var at = 0;
        for (var i = 0; i < third; i++)
        {
            var first = i * turn % 3;
            var three =
                (bytes[i + third * first] << 16) | (bytes[i + third * ((first + 1) % 3)] << 8) | bytes[i + third * ((first + 2) % 3)];
            at = Digit(text, at, three, 4);
        }

        // What three does not divide: one byte of SHA-512, two of SHA-256.
        var rest = size == 64 ? bytes[lastOfThree] : (bytes[lastOfThree + 1] << 8) | bytes[lastOfThree];
        Digit(text, at, rest, TextLength - at);
        return new string(text);
    }

    private static int Digit(char[] text, int at, int value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            text[at++] = Digits[value & 63];
            value >>= 6;
        }

        return at;
    }
}
