using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Portico.ApiKeys;

/// <summary>Whose a key is.</summary>
public enum ApiKeyOwner
{
    Administrator,
    Provider,
}

/// <summary>
/// A key as programs send it: 40 letters and digits, <c>portico_</c>, one that says whose it is, 25 random ones (148 bits), and six that
/// must fit the rest, so that a mistyped key costs the store nothing and those who look for leaked secrets know one when they see it.
/// </summary>
public sealed class ApiKeyText
{
    public const int Length = 40;

    /// <summary>How much of a key is kept to be shown.</summary>
    public const int StartLength = 13;

    private const string Prefix = "portico_";
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private const int RandomLength = 25;
    private const int CheckLength = 6;

    private ApiKeyText(string text) => Text = text;

    /// <summary>The secret itself, shown once and kept nowhere.</summary>
    public string Text { get; }

    public ApiKeyOwner Owner => Text[Prefix.Length] is 'a' ? ApiKeyOwner.Administrator : ApiKeyOwner.Provider;

    public string Start => Text[..StartLength];

    /// <summary>SHA-256 in lower-case hexadecimal. No salt and no slow hash: 148 random bits cannot be searched.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    public static ApiKeyText Create(ApiKeyOwner owner)
    {
        var start = Prefix + (owner is ApiKeyOwner.Administrator ? 'a' : 'p') + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return new ApiKeyText(start + CheckOf(start));
    }

    /// <summary>Null for what no key can be.</summary>
    public static ApiKeyText? Read(string? text) =>
        text is { Length: Length }
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[Prefix.Length] is 'a' or 'p'
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Letters) < 0
        && text.EndsWith(CheckOf(text[..^CheckLength]), StringComparison.Ordinal)
            ? new ApiKeyText(text)
            : null;

    /// <summary>Without the key, so that it reaches no log by way of this.</summary>
    public override string ToString() => nameof(ApiKeyText);

    private static string CheckOf(string start)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(start));
        return string.Create(
            CheckLength,
            hash,
            static (check, bytes) =>
            {
                for (var i = 0; i < check.Length; i++)
                {
                    check[i] = Alphabet[bytes[i] % Alphabet.Length];
                }
            }
        );
    }
}
