namespace Portico.Saml.Bindings;

/// <summary>Why what came over HTTP is no message.</summary>
internal static class BindingRefusals
{
    public static readonly SamlRefusal NoMessage = new("saml-binding-no-message", "There is no SAMLRequest and no SAMLResponse.");
    public static readonly SamlRefusal Twice = new("saml-binding-twice", "A parameter is given twice, or both a request and a response.");
    public static readonly SamlRefusal Parameter = new("saml-binding-parameter", "A parameter is not encoded as an address demands.");
    public static readonly SamlRefusal Base64 = new("saml-binding-base64", "The message is not in base64.");
    public static readonly SamlRefusal Deflate = new("saml-binding-deflate", "The message is not compressed with DEFLATE.");
    public static readonly SamlRefusal Encoding = new(
        "saml-binding-encoding",
        "The message is encoded in another way than DEFLATE (SAMLEncoding)."
    );
    public static readonly SamlRefusal RelayState = new("saml-binding-relay-state", "RelayState is longer than is taken.");
    public static readonly SamlRefusal Signature = new(
        "saml-binding-signature",
        "Signature and SigAlg come together, and Signature is in base64."
    );
    public static readonly SamlRefusal Kind = new("saml-message-kind", "The message is none that is taken here.");
    public static readonly SamlRefusal Version = new("saml-message-version", "The message is not of SAML 2.0.");
    public static readonly SamlRefusal Issuer = new(
        "saml-message-issuer",
        "The message does not say who issued it, or in another way than by an entity ID."
    );
}
