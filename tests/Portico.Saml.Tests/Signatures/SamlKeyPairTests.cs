using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Signatures;

public sealed class SamlKeyPairTests
{
    [Theory]
    [InlineData(SamlKeyKind.Rsa2048, true, 2048)]
    [InlineData(SamlKeyKind.Rsa3072, true, 3072)]
    [InlineData(SamlKeyKind.EcdsaP256, false, 256)]
    public void Has_a_certificate_of_its_own_for_the_time_asked_for(SamlKeyKind kind, bool isRsa, int size)
    {
        var pair = SamlKeyPair.Create(kind, "acme, \"Inc\" + x=y", Sp.Now, Sp.Now.AddYears(3));
        var certificate = SamlCertificate.Read(pair.Certificate).Require();

        Assert.Equal((isRsa, size, true), (certificate.IsRsa, certificate.KeySize, certificate.IsStrong));
        Assert.Equal((Sp.Now, Sp.Now.AddYears(3)), (certificate.NotBefore, certificate.NotAfter));
        using var parsed = X509CertificateLoader.LoadCertificate(pair.Certificate);
        Assert.Equal("acme, \"Inc\" + x=y", parsed.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        Assert.Equal(parsed.SubjectName.RawData, parsed.IssuerName.RawData);
        using var signer = new SamlSigner(pair);
        var hash = SHA256.HashData("text"u8);
        Assert.True(certificate.Verifies(hash, signer.Sign("text"u8), signer.Method));
        Assert.False(certificate.Verifies(hash, signer.Sign("other"u8), signer.Method));
    }

    [Fact]
    public void Cuts_a_name_that_no_certificate_can_have()
    {
        var pair = SamlKeyPair.Create(SamlKeyKind.EcdsaP256, new string('a', 100), Sp.Now, Sp.Now.AddYears(3));

        Assert.Equal("CN=" + new string('a', 64), SamlCertificate.Read(pair.Certificate).Require().Subject);
    }

    [Fact]
    public void Signs_with_no_key_but_that_of_its_certificate()
    {
        Assert.Throws<CryptographicException>(() => new SamlSigner(Keys.Idp with { Certificate = Keys.Sp.Certificate }));
        Assert.ThrowsAny<CryptographicException>(() => new SamlSigner(Keys.Idp with { Certificate = Keys.Ecdsa.Certificate }));
    }

    [Fact]
    public void Signs_no_more_when_it_is_over()
    {
        var signer = new SamlSigner(Keys.Ecdsa);
        signer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => signer.Sign("text"u8));
    }
}
