using System.Security.Cryptography;
using System.Text;
using Bcrypt = BCrypt.Net.BCrypt;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// bcrypt (Provos and Mazières 1999): <c>$2b$12$</c>, 22 characters of salt, 31 of hash. <c>$2a$</c> and <c>$2y$</c> are the same for
/// every text in UTF-8. It reads no more than 72 bytes of a password, and its programs none after a zero.
/// </summary>
internal sealed class BcryptHash : ForeignHash
{
    private const int MinCost = 4;
    private const int MaxCost = 15;
    private const int Length = 60;
    private const int HashAt = 29;

    private BcryptHash(string text)
        : base(text) { }

    public static new HashReading Read(string text)
    {
        if (text.Length != Length || text[6] is not '$' || !text[7..].All(HashText.IsCryptDigit) || !IsWhole(text))
        {
            return "This bcrypt hash is malformed. One is $2b$, two digits of cost, $, and 53 characters.";
        }

        var isNumber = char.IsAsciiDigit(text[4]) && char.IsAsciiDigit(text[5]);
        var cost = isNumber ? (text[4] - '0') * 10 + text[5] - '0' : 0;
        return cost is >= MinCost and <= MaxCost ? new BcryptHash(text) : $"The cost of a bcrypt hash must be {MinCost:00} to {MaxCost}.";
    }

    private protected override bool Matches(byte[] password)
    {
        if (password.Contains((byte)0))
        {
            return false;
        }

        // The library takes text; decoded again, what was no valid Unicode is what was hashed of it elsewhere: its replacement.
        var actual = Bcrypt.HashPassword(Encoding.UTF8.GetString(password), Text[..HashAt]);
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(actual, HashAt, actual.Length - HashAt),
            Encoding.ASCII.GetBytes(Text, HashAt, Length - HashAt)
        );
    }

    // 31 characters are 186 bits for 184: the last two are zero. The four that the salt has too many, some programs fill at random.
    private static bool IsWhole(string text) =>
        "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".IndexOf(text[^1], StringComparison.Ordinal) % 4 == 0;
}
