using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace Portico.Platform.Secrets;

/// <summary>What an authenticator app and we share (RFC 6238): 160 random bits. It is stored sealed, see <see cref="SealedText"/>.</summary>
public sealed class TotpSecret
{
    private const int NewSize = 20;
    private const int MaxEscapedName = 120;
    private const int MaxBase32Length = 128;
    private readonly byte[] key;

    private TotpSecret(byte[] key) => this.key = key;

    /// <summary>160 bits, as RFC 4226 §4 recommends.</summary>
    public static TotpSecret Create() => new(RandomNumberGenerator.GetBytes(NewSize));

    /// <summary>Reads what <see cref="ToBase32"/> wrote; null when it is malformed, or under 128 bits (RFC 4226 §4, R6).</summary>
    public static TotpSecret? Read(string? base32)
    {
        if (base32 is not { Length: > 0 and <= MaxBase32Length } || base32.Any(c => !IsBase32(c)))
        {
            return null;
        }

        var bytes = Base32Encoding.ToBytes(base32);
        return bytes.Length >= 16 ? new TotpSecret(bytes) : null;
    }

    /// <summary>Upper-case base32 without padding.</summary>
    public string ToBase32() => Base32Encoding.ToString(key).TrimEnd('=');

    /// <summary>For typing by hand: base32 in groups of four.</summary>
    public string ToGroups() => string.Join(' ', ToBase32().Chunk(4).Select(group => new string(group)));

    /// <summary>
    /// The otpauth:// address that the QR code carries. Colons and control characters in the names become spaces, because apps read
    /// the first colon as the end of the issuer; long names are cut, so that the address always fits <see cref="QrCode"/>.
    /// </summary>
    public string ToUri(string issuer, string account)
    {
        var from = Escape(issuer);
        return $"otpauth://totp/{from}:{Escape(account)}?secret={ToBase32()}&issuer={from}&algorithm=SHA1&digits=6&period=30";
    }

    /// <summary>Without the secret, so that it reaches no log by way of this.</summary>
    public override string ToString() => nameof(TotpSecret);

    internal OtpNet.Totp NewGenerator() => new(key);

    private static bool IsBase32(char c) => c is (>= 'A' and <= 'Z') or (>= '2' and <= '7');

    private static string Escape(string name)
    {
        var printable = name.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value == ':' ? new Rune(' ') : rune);
        var escaped = new StringBuilder();
        foreach (var piece in string.Concat(printable).Trim().EnumerateRunes().Select(rune => Uri.EscapeDataString($"{rune}")))
        {
            if (escaped.Length + piece.Length > MaxEscapedName)
            {
                break;
            }

            escaped.Append(piece);
        }

        return escaped.ToString();
    }
}
