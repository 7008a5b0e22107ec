using System.Security.Cryptography;
using System.Text;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>
/// A password hash that another system made. It is kept as it came, verified at the first sign-in and then replaced by
/// <see cref="Argon2Hash"/>. Which forms are read, and within which bounds: docs/decisions/foreign-hashes.md.
/// </summary>
public abstract class ForeignHash
{
    /// <summary>No form within its bounds is longer.</summary>
    public const int MaxLength = 256;

    private protected ForeignHash(string text) => Text = text;

    /// <summary>What to store: the hash as it was read, without <c>{CRYPT}</c>, which adds nothing.</summary>
    public string Text { get; }

    /// <summary>Reads a hash of any known form; the reason when it is of none, malformed, or out of bounds.</summary>
    public static HashReading Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "The password hash is empty.";
        }

        if (text.Length > MaxLength || text.Any(c => c is < '!' or > '~'))
        {
            return $"A password hash has at most {MaxLength} characters, all of them ASCII and none a space.";
        }

        return ForeignForms.ReaderOf(text)(text);
    }

    /// <summary>
    /// Whether the password is the hash's: as it was typed, or in the normalization form that ours have, for nobody knows what the other
    /// system did. Too long a password matches nothing.
    /// </summary>
    public bool Matches(string password)
    {
        var normalized = PasswordText.Normalize(password);
        return MatchesBytes(password) || (!string.Equals(password, normalized, StringComparison.Ordinal) && MatchesBytes(normalized));
    }

    private bool MatchesBytes(string password)
    {
        if (password.Length > Argon2Hash.MaxPasswordBytes)
        {
            return false;
        }

        var bytes = Encoding.UTF8.GetBytes(password);
        try
        {
            return bytes.Length <= MaxPasswordBytes && Matches(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private protected virtual int MaxPasswordBytes => Argon2Hash.MaxPasswordBytes;

    private protected abstract bool Matches(byte[] password);

    /// <summary>Without the hash, so that it reaches no log by way of this.</summary>
    public sealed override string ToString() => GetType().Name;
}
