using System.Security.Cryptography;
using System.Xml;

namespace Portico.Saml;

/// <summary>Identifiers of messages and assertions.</summary>
public static class SamlId
{
    /// <summary>Of identifiers that others made.</summary>
    public const int MaxLength = 256;

    /// <summary>SAML core §1.3.4: two of them are equal with a probability of at most 2^-160; an xs:ID does not start with a digit.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[20];
        RandomNumberGenerator.Fill(random);
        return "_" + Convert.ToHexStringLower(random);
    }

    /// <summary>Whether it is an xs:ID (XML Schema part 2 §3.3.8: a name without a colon) of bounded length.</summary>
    public static bool IsId(string value) =>
        value.Length is > 0 and <= MaxLength && XmlReader.IsName(value) && !value.Contains(':', StringComparison.Ordinal);
}
