using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portico.Platform;
using Portico.Saml.Signatures;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>Self-signed certificates for keys that are there already. Service providers look at the key; name and dates are for people.</summary>
internal static class SigningCertificate
{
    /// <summary>For clocks that are behind.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromHours(1);

    /// <summary>In DER.</summary>
    public static byte[] Issue(MadeKey made, string name, DateTimeOffset from, DateTimeOffset until)
    {
        var subject = new X500DistinguishedNameBuilder();
        // RFC 5280 appendix A: ub-common-name.
        subject.AddCommonName(name.CutTo(SamlKeyPair.NameMaxLength));
        using AsymmetricAlgorithm key = made.Kind is SamlKeyKind.EcdsaP256 ? ECDsa.Create() : RSA.Create();
        key.ImportPkcs8PrivateKey(made.Pkcs8, out _);
        var request = key is RSA rsa
            ? new CertificateRequest(subject.Build(), rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject.Build(), (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(from - Early, until);
        return certificate.RawData;
    }
}
