using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portico.Saml.Signatures;

/// <summary>Kinds of signing keys of an identity provider.</summary>
public enum SamlKeyKind
{
    /// <summary>What every service provider takes.</summary>
    Rsa2048,
    Rsa3072,

    /// <summary>Signs ten times as fast; not every service provider takes it.</summary>
    EcdsaP256,
}

/// <summary>A private key with the self-signed certificate that metadata carries.</summary>
/// <param name="Pkcs8">The private key, not encrypted: seal it before it is stored.</param>
/// <param name="Certificate">In DER.</param>
public sealed record SamlKeyPair(byte[] Pkcs8, byte[] Certificate)
{
    /// <summary>RFC 5280 appendix A: ub-common-name.</summary>
    public const int NameMaxLength = 64;

    /// <summary>
    /// Takes a quarter of a second of CPU for RSA: not while somebody waits. The name becomes the certificate's common name, cut to
    /// <see cref="NameMaxLength"/>; it is shown and decides nothing.
    /// </summary>
    public static SamlKeyPair Create(SamlKeyKind kind, string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name.Length > NameMaxLength ? name[..NameMaxLength] : name);
        if (kind is SamlKeyKind.EcdsaP256)
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(subject.Build(), ecdsa, HashAlgorithmName.SHA256);
            return new SamlKeyPair(ecdsa.ExportPkcs8PrivateKey(), SelfSigned(request, notBefore, notAfter));
        }

        using var rsa = RSA.Create(kind is SamlKeyKind.Rsa3072 ? 3072 : 2048);
        var rsaRequest = new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new SamlKeyPair(rsa.ExportPkcs8PrivateKey(), SelfSigned(rsaRequest, notBefore, notAfter));
    }

    private static byte[] SelfSigned(CertificateRequest request, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(notBefore, notAfter);
        return certificate.RawData;
    }
}
