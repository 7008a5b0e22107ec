namespace Portico.Saml;

/// <summary>Namespaces of the documents read and written here.</summary>
public static class SamlNamespaces
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Encryption = "http://www.w3.org/2001/04/xmlenc#";
    public const string Encryption11 = "http://www.w3.org/2009/xmlenc11#";
}

/// <summary>How a message travels (SAML bindings §3).</summary>
public static class SamlBindings
{
    /// <summary>SAML bindings §3.4.</summary>
    public const string Redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

    /// <summary>SAML bindings §3.5.</summary>
    public const string Post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
}

/// <summary>Formats of a name ID (SAML core §8.3).</summary>
public static class NameIdFormats
{
    public const string Unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    public const string EmailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    public const string Persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    public const string Transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    public const string Entity = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";

    /// <summary>Asks in a NameIDPolicy for an encrypted name ID (SAML core §8.3.6 and §3.4.1.1).</summary>
    public const string Encrypted = "urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted";
}

/// <summary>Formats of an attribute's name (SAML core §8.2).</summary>
public static class AttributeNameFormats
{
    public const string Unspecified = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    public const string Uri = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
    public const string Basic = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
}

/// <summary>How somebody was authenticated (SAML authentication context §3.4; the REFEDS profiles).</summary>
public static class AuthnContextClasses
{
    public const string Unspecified = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";
    public const string Password = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
    public const string PasswordProtectedTransport = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
    public const string TimeSyncToken = "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken";
    public const string RefedsMfa = "https://refeds.org/profile/mfa";
    public const string RefedsSfa = "https://refeds.org/profile/sfa";
}
