using System.Security.Cryptography;
using Portico.Saml.Xml;

namespace Portico.Saml.Signatures;

/// <summary>
/// Signs what is already written in canonical form (SAML core §5.4): one hash over the bytes as they stand, one signature, and both parts
/// copied around it.
/// </summary>
internal static class EnvelopedSignature
{
    /// <summary>Writes the whole, canonical element with the signature in place; its ID is the given one.</summary>
    public static void Insert(ReadOnlySpan<byte> unsigned, int at, string id, SamlSigner signer, CanonicalWriter target)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(unsigned, digest);
        target.Raw(unsigned[..at]);
        Write(id, digest, signer, target);
        target.Raw(unsigned[at..]);
    }

    private static void Write(string id, ReadOnlySpan<byte> digest, SamlSigner signer, CanonicalWriter target)
    {
        using var info = new CanonicalWriter();
        info.Raw(
                "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm=\""u8
            )
            .Raw(signer.MethodUri)
            .Raw("\"></ds:SignatureMethod><ds:Reference URI=\"#"u8)
            .Value(id)
            .Raw(
                "\"><ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>"u8
            )
            .Base64(digest)
            .Raw("</ds:DigestValue></ds:Reference></ds:SignedInfo>"u8);
        target
            .Raw("<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>"u8)
            .Raw(info.Written)
            .Raw("<ds:SignatureValue>"u8)
            .Base64(Sign(info.Written, signer))
            .Raw("</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"u8)
            .Raw(signer.CertificateBase64)
            .Raw("</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>"u8);
    }

    /// <summary>As the apex of its own canonical form, SignedInfo declares the prefix that in the document stands on Signature.</summary>
    private static byte[] Sign(ReadOnlySpan<byte> info, SamlSigner signer)
    {
        using var apex = new CanonicalWriter();
        apex.Raw("<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">"u8).Raw(info);
        return signer.Sign(apex.Written);
    }
}
