using System.Security.Cryptography;

namespace Portico.Saml.Signatures;

/// <summary>A way to sign, by its identifier in XML signatures and in SigAlg.</summary>
internal sealed record SignatureMethod(string Uri, HashAlgorithmName Hash, bool IsEcdsa);

/// <summary>
/// The algorithms that are taken: RFC 6931 §2.3.2–4 and §2.3.6. What is not on the list does not exist here: no SHA-1, no MD5, no HMAC
/// (whose key would be a public certificate), no XSLT, no XPath.
/// </summary>
internal static class SignatureMethods
{
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string ExclusiveWithComments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private static readonly SignatureMethod[] Methods =
    [
        new(RsaSha256, HashAlgorithmName.SHA256, IsEcdsa: false),
        new("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", HashAlgorithmName.SHA384, IsEcdsa: false),
        new("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", HashAlgorithmName.SHA512, IsEcdsa: false),
        new(EcdsaSha256, HashAlgorithmName.SHA256, IsEcdsa: true),
        new("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", HashAlgorithmName.SHA384, IsEcdsa: true),
        new("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", HashAlgorithmName.SHA512, IsEcdsa: true),
    ];

    public static SignatureMethod? Find(string? uri) => Array.Find(Methods, m => string.Equals(m.Uri, uri, StringComparison.Ordinal));

    /// <summary>XML encryption §5.7.2–3 and RFC 6931 §2.1.3.</summary>
    public static HashAlgorithmName? Digest(string? uri) =>
        uri switch
        {
            Sha256 => HashAlgorithmName.SHA256,
            "http://www.w3.org/2001/04/xmldsig-more#sha384" => HashAlgorithmName.SHA384,
            "http://www.w3.org/2001/04/xmlenc#sha512" => HashAlgorithmName.SHA512,
            _ => null,
        };

    public static bool IsExclusive(string? uri) => uri is Exclusive or ExclusiveWithComments;
}
