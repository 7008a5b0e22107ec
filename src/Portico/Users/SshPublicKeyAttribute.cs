using System.Buffers.Binary;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.RegularExpressions;

namespace Portico.Users;

/// <summary>
/// One public key as authorized_keys has it, without options: its type, its base64, a comment. The type is that which the key itself
/// names (RFC 4253 §6.6), and none that OpenSSH no longer takes.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class SshPublicKeyAttribute : ValidationAttribute
{
    private static readonly string[] types =
    [
        "ssh-ed25519",
        "ssh-rsa",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com",
        "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    public SshPublicKeyAttribute() =>
        ErrorMessage = "This is no public SSH key. Paste the one line of a .pub file, such as \"ssh-ed25519 AAAA…\".";

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text
        || (
            Line().Match(text.Trim()) is { Success: true } line
            && types.Contains(line.Groups["type"].Value, StringComparer.Ordinal)
            && string.Equals(TypeIn(line.Groups["key"].Value), line.Groups["type"].Value, StringComparison.Ordinal)
        );

    private static string? TypeIn(string base64)
    {
        var key = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, key, out var size) || size < 36)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(key);
        return length < 64 && length + 4 < size ? Encoding.ASCII.GetString(key, 4, (int)length) : null;
    }

    [GeneratedRegex(@"^(?<type>[a-z0-9@.\-]+) (?<key>[A-Za-z0-9+/]+={0,2})( [^\p{C}]*)?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Line();
}
