using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// SHA-crypt of crypt(3), <c>$5$</c> by SHA-256 and <c>$6$</c> by SHA-512: <c>$6$rounds=5000$salt$hash</c>, where the rounds may be left
/// out and are 5,000 then.
/// </summary>
internal sealed class ShaCryptHash : ForeignHash
{
    private const int MinRounds = 1_000;
    private const int MaxRounds = 1_000_000;
    private const int DefaultRounds = 5_000;
    private const int MaxSalt = 16;
    private const string RoundsMark = "rounds=";

    private readonly ShaCrypt function;
    private readonly int rounds;
    private readonly string salt;
    private readonly string hash;

    private ShaCryptHash(string text, ShaCrypt function, int rounds, string salt, string hash)
        : base(text) => (this.function, this.rounds, this.salt, this.hash) = (function, rounds, salt, hash);

    // A round costs as much as the password is long, and we allow 64 characters.
    private protected override int MaxPasswordBytes => 256;

    public static new HashReading Read(string text)
    {
        var shaCrypt = text[1] is '5' ? ShaCrypt.Sha256 : ShaCrypt.Sha512;
        return text[3..].Split('$') switch
        {
            [var salt, var hash] => Of(text, shaCrypt, DefaultRounds, salt, hash),
            [var rounds, var salt, var hash] when rounds.StartsWith(RoundsMark, StringComparison.Ordinal) => Of(
                text,
                shaCrypt,
                HashText.Number(rounds[RoundsMark.Length..]),
                salt,
                hash
            ),
            _ => $"This SHA-crypt hash is malformed. One is {text[..3]}, rounds=…$ or nothing, the salt, $, and the hash.",
        };
    }

    private static HashReading Of(string text, ShaCrypt shaCrypt, int? rounds, string salt, string hash)
    {
        if (rounds is null or < MinRounds or > MaxRounds)
        {
            return string.Create(CultureInfo.InvariantCulture, $"A SHA-crypt hash must have {MinRounds:N0} to {MaxRounds:N0} rounds.");
        }

        // crypt(5): the salt is [^$:\n]{1,16}.
        if (salt.Length is 0 or > MaxSalt || salt.Contains(':', StringComparison.Ordinal))
        {
            return $"The salt of a SHA-crypt hash must be 1 to {MaxSalt} characters, none of them a colon.";
        }

        return hash.Length == shaCrypt.TextLength && hash.All(HashText.IsCryptDigit)
            ? new ShaCryptHash(text, shaCrypt, rounds.Value, salt, hash)
            : $"The hash of {text[..3]} must have {shaCrypt.TextLength} characters of ./0-9A-Za-z.";
    }

    private protected override bool Matches(byte[] password) =>
        !password.Contains((byte)0)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(function.Hash(password, Encoding.ASCII.GetBytes(salt), rounds)),
            Encoding.ASCII.GetBytes(hash)
        );
}
