using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Portico.Saml.Signatures;

/// <summary>
/// A signing key, parsed once and kept; any number of threads sign with it at once.
/// </summary>
public sealed class SamlSigner : IDisposable
{
    private readonly KeyPool keys;
    private readonly byte[] pkcs8;
    private readonly bool isEcdsa;
    private volatile bool isDisposed;

    /// <exception cref="CryptographicException">The key or the certificate cannot be read, or they do not belong together.</exception>
    public SamlSigner(SamlKeyPair pair)
    {
        pkcs8 = [.. pair.Pkcs8];
        using var certificate = X509CertificateLoader.LoadCertificate(pair.Certificate);
        isEcdsa = certificate.PublicKey.Oid.Value is "1.2.840.10045.2.1";
        CertificateBase64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(pair.Certificate));
        Method = SignatureMethods.Find(isEcdsa ? SignatureMethods.EcdsaSha256 : SignatureMethods.RsaSha256)!;
        MethodUri = Encoding.ASCII.GetBytes(Method.Uri);
        keys = new KeyPool(Open);
        var key = keys.Take();
        keys.Return(key);
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
        {
            throw new CryptographicException("The certificate is not that of the key.");
        }
    }

    internal SignatureMethod Method { get; }

    internal byte[] MethodUri { get; }

    internal byte[] CertificateBase64 { get; }

    /// <summary>Signs with SHA-256; RSA with PKCS #1 v1.5, ECDSA as r and s one after the other (RFC 6931 §2.3.6).</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var key = keys.Take();
        var signature = key is RSA rsa
            ? rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)key).SignHash(hash);
        keys.Return(key);
        return signature;
    }

    public void Dispose()
    {
        isDisposed = true;
        CryptographicOperations.ZeroMemory(pkcs8);
        keys.Clear();
    }

    private AsymmetricAlgorithm Open()
    {
        AsymmetricAlgorithm key = isEcdsa ? ECDsa.Create() : RSA.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }
}
