using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Portico.Saml.Bindings;
using Portico.Saml.Metadata;
using Portico.Saml.Responses;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Responses;

public sealed class EncryptionTests
{
    [Theory]
    [InlineData(ContentEncryption.Aes128Gcm, KeyTransport.RsaOaepMgf1p)]
    [InlineData(ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepMgf1p)]
    [InlineData(ContentEncryption.Aes128Gcm, KeyTransport.RsaOaepSha256)]
    [InlineData(ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepSha256)]
    public void Only_the_service_provider_reads_the_assertion_and_its_signature_holds(ContentEncryption content, KeyTransport key)
    {
        var xml = Write(content, key, SamlSigning.Both);

        Assert.DoesNotContain("8f1c", Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
        Assert.True(FrameworkXml.Verifies(xml, "_response", Keys.Idp));
        var assertion = Decrypt(xml, key);
        Assert.Contains("8f1c", Encoding.UTF8.GetString(assertion), StringComparison.Ordinal);
        Assert.True(FrameworkXml.Verifies(assertion, "_assertion", Keys.Idp));
    }

    [Fact]
    public void Uses_a_new_key_and_nonce_each_time() =>
        Assert.NotEqual(
            Cipher(Write(ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepMgf1p, SamlSigning.Response), 1)[..12],
            Cipher(Write(ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepMgf1p, SamlSigning.Response), 1)[..12]
        );

    [Fact]
    public void Refuses_a_certificate_that_cannot_encrypt()
    {
        Refused.With("saml-signature-no-key", Try(new SamlEncryption(Keys.Certificate(Keys.Ecdsa))));
        Refused.With("saml-signature-weak-key", Try(new SamlEncryption(Keys.Certificate(Keys.Weak))));
    }

    [Theory]
    [InlineData("", ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepMgf1p)]
    [InlineData("http://www.w3.org/2009/xmlenc11#aes128-gcm", ContentEncryption.Aes128Gcm, KeyTransport.RsaOaepMgf1p)]
    [InlineData(
        "http://www.w3.org/2009/xmlenc11#aes128-gcm http://www.w3.org/2009/xmlenc11#aes256-gcm http://www.w3.org/2009/xmlenc11#rsa-oaep",
        ContentEncryption.Aes256Gcm,
        KeyTransport.RsaOaepSha256
    )]
    [InlineData("http://www.w3.org/2001/04/xmlenc#aes128-cbc", ContentEncryption.Aes256Gcm, KeyTransport.RsaOaepMgf1p)]
    public void Chooses_by_what_the_metadata_names(string methods, ContentEncryption content, KeyTransport transport)
    {
        var chosen = SamlEncryption.For(new EncryptionKey(Keys.Certificate(Keys.Sp), methods.Split(' ')));

        Assert.Equal((content, transport), (chosen.Content, chosen.Key));
    }

    internal static byte[] Write(ContentEncryption content, KeyTransport key, SamlSigning signing) =>
        SamlResponseWriter
            .Write(
                Idp.Response,
                Keys.IdpSigner,
                new SamlProtection { Signing = signing, Encryption = new SamlEncryption(Keys.Certificate(Keys.Sp), content, key) }
            )
            .Require()
            .Xml.ToArray();

    private static SamlResult<SamlOutgoing> Try(SamlEncryption encryption) =>
        SamlResponseWriter.Write(Idp.Response, Keys.IdpSigner, new SamlProtection { Encryption = encryption });

    private static byte[] Decrypt(byte[] xml, KeyTransport transport)
    {
        using var rsa = Keys.Rsa(Keys.Sp);
        var key = rsa.Decrypt(
            Cipher(xml, 0),
            transport is KeyTransport.RsaOaepSha256 ? RSAEncryptionPadding.OaepSHA256 : RSAEncryptionPadding.OaepSHA1
        );
        var cipher = Cipher(xml, 1);
        var plain = new byte[cipher.Length - 28];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(cipher.AsSpan(0, 12), cipher.AsSpan(12, plain.Length), cipher.AsSpan(12 + plain.Length), plain);
        return plain;
    }

    private static byte[] Cipher(byte[] xml, int index) =>
        Convert.FromBase64String(
            FrameworkXml
                .Load(Encoding.UTF8.GetString(xml))
                .GetElementsByTagName("CipherValue", SamlNamespaces.Encryption)
                .Cast<XmlNode>()
                .ElementAt(index)
                .InnerText
        );
}
