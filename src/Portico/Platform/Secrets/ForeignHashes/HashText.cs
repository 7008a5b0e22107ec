using System.Buffers.Text;
using System.Globalization;

namespace Portico.Platform.Secrets.ForeignHashes;

/// <summary>How hashes write bytes and numbers. Each value has one way of being written; another is refused.</summary>
internal static class HashText
{
    /// <summary>Base64 with its padding (RFC 4648 §4); null when it is none.</summary>
    public static byte[]? Padded(string text)
    {
        if (text.Length == 0 || !Base64.IsValid(text))
        {
            return null;
        }

        var bytes = Convert.FromBase64String(text);
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal) ? bytes : null;
    }

    /// <summary>Base64 without padding, as PHC strings have it; passlib and OpenLDAP write a point for the plus.</summary>
    public static byte[]? Unpadded(string text) =>
        text.Contains('=', StringComparison.Ordinal) ? null : Padded(text.Replace('.', '+').PadRight((text.Length + 3) / 4 * 4, '='));

    /// <summary>A decimal number without sign and leading zeros; null when it is none or does not fit.</summary>
    public static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && digits[0] is not '0' ? number : null;

    /// <summary>crypt(5) writes with these 64: <c>./0-9A-Za-z</c>.</summary>
    public static bool IsCryptDigit(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/';
}
