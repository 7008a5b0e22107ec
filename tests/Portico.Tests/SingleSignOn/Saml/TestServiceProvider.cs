using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Portico.Saml.Signatures;

namespace Portico.Tests.SingleSignOn.Saml;

/// <summary>A service provider of the test's own: it writes its messages by hand, and signs and verifies them with .NET's own cryptography.</summary>
internal sealed class TestServiceProvider(string name, Func<DateTimeOffset> now)
{
    private static readonly Lazy<SamlKeyPair> pair = new(() =>
        SamlKeyPair.Create(SamlKeyKind.Rsa2048, "sp", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100))
    );
    private static int ids;

    public string EntityId { get; } = $"https://{name}.example/saml";
    public string Acs { get; } = $"https://{name}.example/saml/acs";
    public string Slo { get; } = $"https://{name}.example/saml/slo";

    public static string CertificateBase64 => Convert.ToBase64String(pair.Value.Certificate);

    public string Metadata(string attributes = "", string extra = "") =>
        $"""
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{EntityId}">
              <md:SPSSODescriptor {attributes} protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
                  <ds:X509Certificate>{CertificateBase64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{Slo}"/>
                <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
                <md:AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="{Acs}"/>
                {extra}
              </md:SPSSODescriptor>
            </md:EntityDescriptor>
            """;

    public static string NewId() => string.Create(null, $"_request{Interlocked.Increment(ref ids)}");

    /// <summary>A request to be signed in.</summary>
    public string Request(string destination, string? id = null, string attributes = "", string content = "", string? acs = null) =>
        $"""
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="{id ?? NewId()}" Version="2.0" IssueInstant="{Time(
                now()
            )}" Destination="{destination}" AssertionConsumerServiceURL="{acs ?? Acs}" {attributes}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{EntityId}</saml:Issuer>{content}</samlp:AuthnRequest>
            """;

    public string LogoutRequest(string destination, string nameId, string sessionIndex, string? id = null) =>
        $"""
            <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id
                ?? NewId()}" Version="2.0" IssueInstant="{Time(
                now()
            )}" Destination="{destination}"><saml:Issuer>{EntityId}</saml:Issuer><saml:NameID>{nameId}</saml:NameID><samlp:SessionIndex>{sessionIndex}</samlp:SessionIndex></samlp:LogoutRequest>
            """;

    public string LogoutResponse(string destination, string inResponseTo) =>
        $"""
            <samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="{NewId()}" Version="2.0" IssueInstant="{Time(
                now()
            )}" Destination="{destination}" InResponseTo="{inResponseTo}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{EntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>
            """;

    /// <summary>The query that carries a message by HTTP-Redirect (SAML bindings §3.4.4.1).</summary>
    public static string Redirect(string xml, bool signed = false, string? relayState = null, bool isResponse = false)
    {
        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionMode.Compress, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(xml));
        }

        var query =
            (isResponse ? "SAMLResponse=" : "SAMLRequest=")
            + Uri.EscapeDataString(Convert.ToBase64String(deflated.ToArray()))
            + (relayState is null ? "" : "&RelayState=" + Uri.EscapeDataString(relayState));
        if (!signed)
        {
            return query;
        }

        query += "&SigAlg=" + Uri.EscapeDataString("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pair.Value.Pkcs8, out _);
        var signature = rsa.SignData(Encoding.UTF8.GetBytes(query), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return query + "&Signature=" + Uri.EscapeDataString(Convert.ToBase64String(signature));
    }

    /// <summary>Reads a message that came by HTTP-Redirect.</summary>
    public static XmlDocument Inflate(string message)
    {
        using var deflate = new DeflateStream(new MemoryStream(Convert.FromBase64String(message)), CompressionMode.Decompress);
        using var reader = new StreamReader(deflate);
        return Load(reader.ReadToEnd());
    }

    public static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    /// <summary>Whether the element is signed by that certificate, by .NET's own SignedXml.</summary>
    public static bool Verifies(XmlElement element, string certificateBase64)
    {
        var signature = element.ChildNodes.OfType<XmlElement>().SingleOrDefault(e => e.LocalName is "Signature");
        if (signature is null)
        {
            return false;
        }

        var signed = new SignedXml(element);
        signed.LoadXml(signature);
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(certificateBase64));
        return signed.CheckSignature(certificate, verifySignatureOnly: true);
    }

    /// <summary>Opens an EncryptedAssertion by hand (XML encryption 1.1 §5.2.4, §5.5.2): .NET's EncryptedXml knows no AES-GCM.</summary>
    public static XmlElement Decrypt(XmlElement response)
    {
        var values = response.GetElementsByTagName("CipherValue", "http://www.w3.org/2001/04/xmlenc#").OfType<XmlElement>();
        var parts = values.Select(v => Convert.FromBase64String(v.InnerText)).OrderBy(v => v.Length).ToList();
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pair.Value.Pkcs8, out _);
        using var aes = new AesGcm(rsa.Decrypt(parts[0], RSAEncryptionPadding.OaepSHA1), 16);
        var (iv, content, tag) = (parts[1][..12], parts[1][12..^16], parts[1][^16..]);
        var plain = new byte[content.Length];
        aes.Decrypt(iv, content, tag, plain);
        return Load(Encoding.UTF8.GetString(plain)).DocumentElement!;
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
