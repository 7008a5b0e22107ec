using System.Security.Cryptography;
using System.Text;

namespace Portico.Platform.Secrets;

/// <summary>Single-use codes for who has lost the authenticator: 80 random bits each, shown once, kept as hashes.</summary>
public static class RecoveryCodes
{
    /// <summary>How many an account gets.</summary>
    public const int Count = 10;

    // Crockford's base32: no I, L, O, U; what is misread for 1 and 0 is read as them again.
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 16;
    private const int Group = 4;
    private const int MaxTypedLength = 64;

    /// <summary>Ten codes of the form <c>4f7k-9xtc-02mw-qh8v</c>.</summary>
    public static IReadOnlyList<string> Create() =>
        [
            .. Enumerable
                .Range(0, Count)
                .Select(_ =>
                    string.Join('-', RandomNumberGenerator.GetItems<char>(Alphabet, Length).Chunk(Group).Select(g => new string(g)))
                ),
        ];

    /// <summary>
    /// The hash under which a code is stored and looked for (SHA-256, lower-case hexadecimal), whatever case, spaces and dashes it was
    /// typed with; null when it cannot be a code. A fast hash without salt is enough, because 80 random bits cannot be searched, as a
    /// password of someone's choice can; comparing by lookup gives no timing away that helps, because the hash can't be steered.
    /// </summary>
    public static string? Hash(string? typed)
    {
        if (typed is not { Length: <= MaxTypedLength })
        {
            return null;
        }

        var code = new StringBuilder(Length);
        foreach (var character in typed.Where(c => c != '-' && !char.IsWhiteSpace(c)))
        {
            code.Append(
                char.ToLowerInvariant(character) switch
                {
                    'i' or 'l' => '1',
                    'o' => '0',
                    var other => other,
                }
            );
        }

        var normalized = code.ToString();
        return normalized.Length == Length && normalized.All(Alphabet.Contains)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(normalized)))
            : null;
    }
}
