using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portico.Platform.Secrets;

/// <summary>256 random bits for a link or a session, as 43 URL-safe characters. The store keeps its <see cref="Hash"/> only.</summary>
public sealed class SecretToken
{
    private const int Size = 32;
    private const int TextLength = 43;

    private SecretToken(string text) => Text = text;

    /// <summary>What goes into the link or the cookie, and nowhere else.</summary>
    public string Text { get; }

    /// <summary>
    /// SHA-256 of the text in lower-case hexadecimal: the key under which the store finds it. Whoever reads the store can't use it.
    /// The lookup need not be of constant time: how far an index compares tells about the hash, and nobody can choose a text whose
    /// hash shares a wanted beginning. No salt and no slow hash, because 256 random bits cannot be searched.
    /// </summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    public static SecretToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size)));

    /// <summary>Reads one from a request; null when it is not of that form, so that nothing longer is ever hashed or looked up.</summary>
    public static SecretToken? Read(string? text) =>
        text is { Length: TextLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? new SecretToken(text) : null;

    /// <summary>Without the token, so that it reaches no log by way of this.</summary>
    public override string ToString() => nameof(SecretToken);
}
