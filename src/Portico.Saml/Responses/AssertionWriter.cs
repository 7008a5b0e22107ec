using Portico.Saml.Xml;

namespace Portico.Saml.Responses;

/// <summary>Writes an assertion in its own exclusive canonical form: declarations where they are first used, attributes in order.</summary>
internal static class AssertionWriter
{
    /// <summary>Answers where the signature goes: right behind the Issuer (SAML core §2.3.3).</summary>
    public static int Write(CanonicalWriter writer, SamlResponse response, SamlAssertion assertion)
    {
        writer
            .Raw("<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\""u8)
            .Attribute("ID"u8, assertion.Id)
            .Attribute("IssueInstant"u8, response.IssueInstant)
            .Raw(" Version=\"2.0\"><saml:Issuer>"u8)
            .Text(response.Issuer)
            .Raw("</saml:Issuer>"u8);
        var at = writer.Length;
        Subject(writer, response, assertion);
        Conditions(writer, response, assertion);
        AuthnStatement(writer, assertion);
        if (assertion.Attributes.Count > 0)
        {
            AttributeStatement(writer, assertion.Attributes);
        }

        writer.Raw("</saml:Assertion>"u8);
        return at;
    }

    /// <summary>SAML profiles §4.1.4.2: a bearer confirmation has Recipient, NotOnOrAfter and, in answer to a request, InResponseTo; no NotBefore.</summary>
    private static void Subject(CanonicalWriter writer, SamlResponse response, SamlAssertion assertion)
    {
        writer.Raw("<saml:Subject>"u8);
        assertion.NameId.Write(writer);
        writer
            .Raw("<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml:SubjectConfirmationData"u8)
            .Attribute("InResponseTo"u8, response.InResponseTo)
            .Attribute("NotOnOrAfter"u8, response.IssueInstant + assertion.Lifetime)
            .Attribute("Recipient"u8, response.Destination)
            .Raw("></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>"u8);
    }

    /// <summary>SAML core §2.5.1; profiles §4.1.4.2 demands the audience.</summary>
    private static void Conditions(CanonicalWriter writer, SamlResponse response, SamlAssertion assertion) =>
        writer
            .Raw("<saml:Conditions"u8)
            .Attribute("NotBefore"u8, response.IssueInstant - assertion.Skew)
            .Attribute("NotOnOrAfter"u8, response.IssueInstant + assertion.Lifetime)
            .Raw("><saml:AudienceRestriction><saml:Audience>"u8)
            .Text(assertion.Audience)
            .Raw("</saml:Audience></saml:AudienceRestriction></saml:Conditions>"u8);

    /// <summary>SAML core §2.7.2.</summary>
    private static void AuthnStatement(CanonicalWriter writer, SamlAssertion assertion) =>
        writer
            .Raw("<saml:AuthnStatement"u8)
            .Attribute("AuthnInstant"u8, assertion.AuthnInstant)
            .Attribute("SessionIndex"u8, assertion.SessionIndex)
            .Attribute("SessionNotOnOrAfter"u8, assertion.SessionNotOnOrAfter)
            .Raw("><saml:AuthnContext><saml:AuthnContextClassRef>"u8)
            .Text(assertion.AuthnContextClassRef)
            .Raw("</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"u8);

    /// <summary>
    /// Lines end as they do in XML (XML 1.0 §2.11). A carriage return could be written as a reference, and then .NET's SignedXml, with which
    /// many service providers verify, loses it before it hashes, and refuses the whole assertion.
    /// </summary>
    private static string Lines(string value) =>
        value.Contains('\r', StringComparison.Ordinal) ? value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : value;

    /// <summary>
    /// SAML core §2.7.3. Values carry no xsi:type: a prefix inside an attribute's value is invisible to exclusive canonicalization (§1.3
    /// there), and the schema's type is text for everyone who is not told otherwise.
    /// </summary>
    private static void AttributeStatement(CanonicalWriter writer, IReadOnlyList<SamlAttributeValues> attributes)
    {
        writer.Raw("<saml:AttributeStatement>"u8);
        foreach (var attribute in attributes)
        {
            writer
                .Raw("<saml:Attribute"u8)
                .Attribute("FriendlyName"u8, attribute.FriendlyName)
                .Attribute("Name"u8, attribute.Name)
                .Attribute("NameFormat"u8, attribute.NameFormat)
                .Raw(">"u8);
            foreach (var value in attribute.Values)
            {
                writer.Raw("<saml:AttributeValue>"u8).Text(Lines(value)).Raw("</saml:AttributeValue>"u8);
            }

            writer.Raw("</saml:Attribute>"u8);
        }

        writer.Raw("</saml:AttributeStatement>"u8);
    }
}
