using Portico.Saml.Metadata;
using Portico.Saml.Signatures;

namespace Portico.Saml.Responses;

/// <summary>How the content is encrypted: XML encryption 1.1 §5.2.4. The older CBC modes are not offered (they can be read by trial).</summary>
public enum ContentEncryption
{
    Aes128Gcm,
    Aes256Gcm,
}

/// <summary>How the content's key is encrypted.</summary>
public enum KeyTransport
{
    /// <summary>XML encryption 1.1 §5.5.2, SHA-256 for the digest and for the mask.</summary>
    RsaOaepSha256,

    /// <summary>XML encryption 1.1 §5.5.2, with SHA-1 for both, which is sound here, and what older software knows.</summary>
    RsaOaepMgf1p,
}

/// <summary>For whom an assertion is encrypted, and how. The certificate has an RSA key.</summary>
public sealed record SamlEncryption(
    SamlCertificate Certificate,
    ContentEncryption Content = ContentEncryption.Aes256Gcm,
    KeyTransport Key = KeyTransport.RsaOaepMgf1p
)
{
    /// <summary>The best of what the service provider's metadata names for its key; what is widely taken when it names nothing that is offered.</summary>
    public static SamlEncryption For(EncryptionKey key)
    {
        var isShort = Names(key, "http://www.w3.org/2009/xmlenc11#aes128-gcm") && !Names(key, "http://www.w3.org/2009/xmlenc11#aes256-gcm");
        return new SamlEncryption(
            key.Certificate,
            isShort ? ContentEncryption.Aes128Gcm : ContentEncryption.Aes256Gcm,
            Names(key, "http://www.w3.org/2009/xmlenc11#rsa-oaep") ? KeyTransport.RsaOaepSha256 : KeyTransport.RsaOaepMgf1p
        );
    }

    private static bool Names(EncryptionKey key, string method) => key.Methods.Contains(method, StringComparer.Ordinal);
}
