using Portico.Saml.Xml;

namespace Portico.Saml;

/// <summary>Who a user is to a service provider (SAML core §2.2.3).</summary>
/// <param name="Value">At most 1024 characters; persistent ones 256 (SAML core §8.3.7).</param>
/// <param name="Format">One of <see cref="NameIdFormats"/>, or null for unspecified.</param>
/// <param name="NameQualifier">The domain of the name: for persistent ones the identity provider's entity ID.</param>
/// <param name="SpNameQualifier">For persistent and transient ones the service provider's entity ID, or that of a group of them.</param>
public sealed record SamlNameId(string Value, string? Format = null, string? NameQualifier = null, string? SpNameQualifier = null)
{
    internal static SamlNameId Read(ElementReading element)
    {
        element.Only();
        return new SamlNameId(
            element.Text(),
            element.OptionalUri("Format"),
            element.Optional("NameQualifier"),
            element.Optional("SPNameQualifier")
        );
    }

    /// <summary>Declares the prefix saml where it stands on no element above.</summary>
    internal void Write(CanonicalWriter writer, bool declares = false) =>
        writer
            .Raw(declares ? "<saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\""u8 : "<saml:NameID"u8)
            .Attribute("Format"u8, Format)
            .Attribute("NameQualifier"u8, NameQualifier)
            .Attribute("SPNameQualifier"u8, SpNameQualifier)
            .Raw(">"u8)
            .Text(Value)
            .Raw("</saml:NameID>"u8);
}
