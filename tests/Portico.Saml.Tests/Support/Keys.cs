using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portico.Saml.Signatures;

namespace Portico.Saml.Tests.Support;

/// <summary>Keys made once for all tests; making one takes longer than any test.</summary>
internal static class Keys
{
    public static readonly DateTimeOffset Made = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly SamlKeyPair Idp = SamlKeyPair.Create(SamlKeyKind.Rsa2048, "idp.example", Made, Made.AddYears(10));
    public static readonly SamlKeyPair Sp = SamlKeyPair.Create(SamlKeyKind.Rsa2048, "sp.example", Made, Made.AddYears(10));
    public static readonly SamlKeyPair Attacker = SamlKeyPair.Create(SamlKeyKind.Rsa2048, "sp.example", Made, Made.AddYears(10));
    public static readonly SamlKeyPair Ecdsa = SamlKeyPair.Create(SamlKeyKind.EcdsaP256, "ecdsa.example", Made, Made.AddYears(10));
    public static readonly SamlKeyPair Weak = MakeWeak();

    public static readonly SamlSigner IdpSigner = new(Idp);
    public static readonly SamlSigner SpSigner = new(Sp);
    public static readonly SamlSigner EcdsaSigner = new(Ecdsa);
    public static readonly SamlSigner AttackerSigner = new(Attacker);

    public static SamlCertificate Certificate(SamlKeyPair pair) => SamlCertificate.Read(pair.Certificate).Require();

    public static RSA Rsa(SamlKeyPair pair)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pair.Pkcs8, out _);
        return rsa;
    }

    private static SamlKeyPair MakeWeak()
    {
#pragma warning disable CA5385 // a key too short, to be refused
        using var rsa = RSA.Create(1024);
#pragma warning restore CA5385
        var request = new CertificateRequest("CN=weak.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(Made, Made.AddYears(10));
        return new SamlKeyPair(rsa.ExportPkcs8PrivateKey(), certificate.RawData);
    }
}
