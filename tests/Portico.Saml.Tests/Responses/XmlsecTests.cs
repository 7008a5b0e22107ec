using System.Text;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Responses;

/// <summary>What another implementation says of our responses.</summary>
public sealed class XmlsecTests
{
    private static readonly string[] Ids =
    [
        "--id-attr:ID",
        "urn:oasis:names:tc:SAML:2.0:assertion:Assertion",
        "--id-attr:ID",
        "urn:oasis:names:tc:SAML:2.0:protocol:Response",
    ];

    [Theory]
    [InlineData(SamlSigning.Assertion, false)]
    [InlineData(SamlSigning.Response, false)]
    [InlineData(SamlSigning.Both, false)]
    [InlineData(SamlSigning.Both, true)]
    public async Task Verifies(SamlSigning signing, bool isEcdsa)
    {
        Assert.SkipUnless(Xmlsec.IsInstalled, "xmlsec1 is not installed.");
        var pair = isEcdsa ? Keys.Ecdsa : Keys.Idp;
        using var signer = new SamlSigner(pair);
        var xml = SamlResponseWriter.Write(Idp.Response, signer, new SamlProtection { Signing = signing }).Require().Xml.ToArray();

        var (code, output) = await Xmlsec.RunAsync(
            xml,
            Pem("CERTIFICATE", pair.Certificate),
            ["--verify", "--enabled-key-data", "rsa,ec,x509", "--pubkey-cert-pem", "KEY", .. Ids]
        );

        Assert.True(code == 0, output);
        if (signing is SamlSigning.Both)
        {
            // It takes the first signature it meets, the response's; this is the assertion's.
            (code, output) = await Xmlsec.RunAsync(
                xml,
                Pem("CERTIFICATE", pair.Certificate),
                [
                    "--verify",
                    "--pubkey-cert-pem",
                    "KEY",
                    "--node-xpath",
                    "//*[local-name()='Assertion']/*[local-name()='Signature']",
                    .. Ids,
                ]
            );
            Assert.True(code == 0, output);
        }
    }

    [Fact]
    public async Task Refuses_what_was_changed()
    {
        Assert.SkipUnless(Xmlsec.IsInstalled, "xmlsec1 is not installed.");
        var xml = Encoding.UTF8.GetString(SamlResponseWriter.Write(Idp.Response, Keys.IdpSigner).Require().Xml.Span);
        var changed = Encoding.UTF8.GetBytes(xml.Replace("8f1c", "8f1d", StringComparison.Ordinal));

        var (code, _) = await Xmlsec.RunAsync(
            changed,
            Pem("CERTIFICATE", Keys.Idp.Certificate),
            ["--verify", "--pubkey-cert-pem", "KEY", .. Ids]
        );

        Assert.NotEqual(0, code);
    }

    /// <summary>Version 1.2 knows only the older way to encrypt the key.</summary>
    [Theory]
    [InlineData(ContentEncryption.Aes128Gcm)]
    [InlineData(ContentEncryption.Aes256Gcm)]
    public async Task Decrypts(ContentEncryption content)
    {
        Assert.SkipUnless(Xmlsec.IsInstalled, "xmlsec1 is not installed.");
        var xml = EncryptionTests.Write(content, KeyTransport.RsaOaepMgf1p, SamlSigning.Assertion);

        var (code, output) = await Xmlsec.RunAsync(xml, Pem("PRIVATE KEY", Keys.Sp.Pkcs8), "--decrypt", "--privkey-pem", "KEY");

        Assert.True(code == 0, output);
        Assert.Contains("8f1c", output, StringComparison.Ordinal);
    }

    private static byte[] Pem(string label, byte[] der) =>
        Encoding.ASCII.GetBytes(System.Security.Cryptography.PemEncoding.WriteString(label, der));
}
