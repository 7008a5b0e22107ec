namespace Portico.Saml.Signatures;

/// <summary>Why a signature is not taken.</summary>
internal static class SignatureRefusals
{
    public static readonly SamlRefusal Missing = new("saml-signature-missing", "The message is not signed, and must be.");
    public static readonly SamlRefusal Several = new("saml-signature-several", "The message has more than one signature.");
    public static readonly SamlRefusal Place = new(
        "saml-signature-place",
        "The signature is not where it belongs: right after the message's Issuer."
    );
    public static readonly SamlRefusal Form = new("saml-signature-form", "The signature is not made up as SAML demands.");
    public static readonly SamlRefusal References = new(
        "saml-signature-reference",
        "The signature does not refer to the whole message by its ID, once."
    );
    public static readonly SamlRefusal Transforms = new(
        "saml-signature-transforms",
        "The signature uses other transforms than enveloped signature and exclusive canonicalization."
    );
    public static readonly SamlRefusal Algorithm = new(
        "saml-signature-algorithm",
        "The signature's algorithm is not taken here. Use RSA or ECDSA with SHA-256 or better."
    );
    public static readonly SamlRefusal NoKey = new("saml-signature-no-key", "No certificate is known that fits the signature's algorithm.");
    public static readonly SamlRefusal WeakKey = new(
        "saml-signature-weak-key",
        "The key of the certificate is too short. RSA keys have 2048 bits or more."
    );
    public static readonly SamlRefusal Wrong = new(
        "saml-signature-wrong",
        "The signature is not by one of the known certificates, or the message was changed."
    );
    public static readonly SamlRefusal InRedirect = new(
        "saml-signature-in-redirect",
        "A message sent by HTTP-Redirect carries its signature in the query, not inside."
    );
}
