using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portico.Saml.Signatures;

/// <summary>
/// A certificate from metadata: a key with a date on it. SAML metadata interoperability profile §2.6: what it says of names, issuers and
/// validity is not looked at when a signature is verified.
/// </summary>
public sealed class SamlCertificate
{
    /// <summary>Of DER bytes.</summary>
    public const int MaxLength = 16 * 1024;
    private readonly byte[] der;
    private readonly KeyPool keys;

    private SamlCertificate(byte[] der, X509Certificate2 parsed)
    {
        this.der = der;
        Subject = parsed.Subject;
        NotBefore = new DateTimeOffset(parsed.NotBefore.ToUniversalTime());
        NotAfter = new DateTimeOffset(parsed.NotAfter.ToUniversalTime());
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(der));
        using var rsa = parsed.GetRSAPublicKey();
        using var ecdsa = rsa is null ? parsed.GetECDsaPublicKey() : null;
        IsRsa = rsa is not null;
        KeySize = rsa?.KeySize ?? ecdsa?.KeySize ?? 0;
        keys = new KeyPool(Open);
    }

    public ReadOnlyMemory<byte> Der => der;

    public string Subject { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    /// <summary>The fingerprint of the whole certificate, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    public bool IsRsa { get; }

    /// <summary>In bits; 0 for a key that is neither RSA nor ECDSA.</summary>
    public int KeySize { get; }

    /// <summary>NIST SP 800-131A: RSA from 2048 bits, elliptic curves from 224; P-256 is the smallest one in use.</summary>
    public bool IsStrong => IsRsa ? KeySize is >= 2048 and <= 16_384 : KeySize >= 256;

    /// <summary>From DER, or from base64 with or without PEM's lines.</summary>
    public static SamlResult<SamlCertificate> Read(string text)
    {
        if (text.Length > MaxLength * 2)
        {
            return TooLarge;
        }

        const string Begin = "-----BEGIN CERTIFICATE-----";
        var base64 = text.Trim();
        if (base64.StartsWith(Begin, StringComparison.Ordinal) && base64.EndsWith("-----END CERTIFICATE-----", StringComparison.Ordinal))
        {
            base64 = base64[Begin.Length..^(Begin.Length - 2)];
        }

        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Read(bytes.AsSpan(0, length)) : Unreadable;
    }

    public static SamlResult<SamlCertificate> Read(ReadOnlySpan<byte> der)
    {
        if (der.Length > MaxLength)
        {
            return TooLarge;
        }

        // X.690 §8.1: a SEQUENCE; the loader would also take PEM.
        if (der.IsEmpty || der[0] is not 0x30)
        {
            return Unreadable;
        }

        try
        {
            using var parsed = X509CertificateLoader.LoadCertificate(der);
            return new SamlCertificate(parsed.RawData, parsed);
        }
        catch (CryptographicException)
        {
            return Unreadable;
        }
    }

    /// <summary>Whether it is the signature of the hash by this certificate's key, which is of the method's kind.</summary>
    internal bool Verifies(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, SignatureMethod method)
    {
        var key = keys.Take();
        var verifies = key switch
        {
            RSA rsa => !method.IsEcdsa && rsa.VerifyHash(hash, signature, method.Hash, RSASignaturePadding.Pkcs1),
            // RFC 6931 §2.3.6: r and s, one after the other, which is .NET's own form.
            ECDsa ecdsa => method.IsEcdsa && ecdsa.VerifyHash(hash, signature),
            _ => false,
        };
        keys.Return(key);
        return verifies;
    }

    /// <summary>Encrypts a short secret; the key is RSA.</summary>
    internal byte[] Encrypt(ReadOnlySpan<byte> secret, RSAEncryptionPadding padding)
    {
        var key = (RSA)keys.Take();
        var encrypted = key.Encrypt(secret, padding);
        keys.Return(key);
        return encrypted;
    }

    private AsymmetricAlgorithm Open()
    {
        using var parsed = X509CertificateLoader.LoadCertificate(der);
        return (AsymmetricAlgorithm?)parsed.GetRSAPublicKey()
            ?? parsed.GetECDsaPublicKey()
            ?? throw new InvalidOperationException("The certificate has a key of another kind.");
    }

    private static readonly SamlRefusal TooLarge = new("saml-certificate-too-large", "The certificate is larger than is read here.");
    private static readonly SamlRefusal Unreadable = new(
        "saml-certificate-unreadable",
        "The certificate cannot be read. It is X.509, in base64 or PEM."
    );
}
