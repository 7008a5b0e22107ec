using System.Text;
using System.Text.RegularExpressions;
using Portico.Saml.Signatures;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>Certificates as they are typed and kept: PEM, one after the other; base64 alone is taken for one.</summary>
internal static partial class CertificateText
{
    /// <summary>Those that can be read; a text that was checked has no others.</summary>
    public static IReadOnlyList<SamlCertificate> Read(string? text) =>
        [.. Parts(text).Select(SamlCertificate.Read).Where(c => c.Succeeded).Select(c => c.Value!)];

    /// <summary>In PEM with lines of 64; null for none.</summary>
    public static string? Tidy(string? text) => Write(Read(text));

    /// <inheritdoc cref="Tidy"/>
    public static string? Write(IEnumerable<SamlCertificate> certificates)
    {
        var pem = new StringBuilder();
        foreach (var certificate in certificates)
        {
            pem.Append(System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", certificate.Der.Span)).Append('\n');
        }

        return pem.Length is 0 ? null : pem.ToString();
    }

    /// <summary>What is wrong with it, in a sentence; null when nothing is, and for none.</summary>
    public static string? ProblemOf(string? text, int most, bool isForEncryption = false)
    {
        var parts = Parts(text);
        if (parts.Count > most)
        {
            return most is 1 ? "Enter one certificate." : $"Enter at most {most} certificates.";
        }

        foreach (var part in parts)
        {
            var read = SamlCertificate.Read(part);
            if (!read.Succeeded)
            {
                return read.Refusal.Message;
            }

            if (!read.Value.IsStrong)
            {
                return "The certificate's key is too short: RSA keys have 2048 bits or more, others are P-256 or longer.";
            }

            if (isForEncryption && !read.Value.IsRsa)
            {
                return "The certificate to encrypt for has an RSA key.";
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Parts(string? text) =>
        text.Tidied() is not { } given ? []
        : given.Contains("-----BEGIN", StringComparison.Ordinal)
            ?
            [
                .. Ends()
                    .Split(given)
                    .Select(p => p.Trim())
                    .Where(p => p.Length > 0)
                    .Select(p => p.EndsWith("-----", StringComparison.Ordinal) ? p : p + "\n" + End),
            ]
        : [given];

    private const string End = "-----END CERTIFICATE-----";

    [GeneratedRegex("-----END CERTIFICATE-----", RegexOptions.None, 1_000)]
    private static partial Regex Ends();
}
