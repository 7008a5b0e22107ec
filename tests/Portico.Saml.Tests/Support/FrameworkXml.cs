using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using Portico.Saml.Signatures;

namespace Portico.Saml.Tests.Support;

/// <summary>XML signatures by .NET's SignedXml: the other side, which we did not write.</summary>
internal static class FrameworkXml
{
    public static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    /// <summary>Signs the root and puts the signature behind its first child, the Issuer.</summary>
    public static string Sign(string xml, SamlKeyPair? pair = null, Action<SignedXml>? change = null, bool place = true)
    {
        var document = Load(xml);
        using var rsa = Keys.Rsa(pair ?? Keys.Sp);
        var signed = new SignedXml(document) { SigningKey = rsa };
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var reference = new Reference("#" + document.DocumentElement!.GetAttribute("ID")) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        using var certificate = X509CertificateLoader.LoadCertificate((pair ?? Keys.Sp).Certificate);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        change?.Invoke(signed);
        signed.ComputeSignature();
        Place(document, signed.GetXml(), place);
        return document.OuterXml;
    }

    /// <summary>Signs with HMAC, the secret being what everybody knows: the bytes of the certificate.</summary>
    public static string SignByHmac(string xml, byte[] secret)
    {
        var document = Load(xml);
        var signed = new SignedXml(document);
        signed.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigExcC14NTransformUrl;
        var reference = new Reference("#" + document.DocumentElement!.GetAttribute("ID")) { DigestMethod = SignedXml.XmlDsigSHA256Url };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(reference);
        using var mac = new HMACSHA256(secret);
        signed.ComputeSignature(mac);
        Place(document, signed.GetXml(), place: true);
        return document.OuterXml;
    }

    /// <summary>Verifies the signature that is a child of the element with this ID.</summary>
    public static bool Verifies(byte[] xml, string id, SamlKeyPair pair)
    {
        var document = Load(Encoding.UTF8.GetString(xml));
        var element = (XmlElement)document.SelectSingleNode($"//*[@ID='{id}']")!;
        var signature = element.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName is "Signature");
        // An assertion is verified by itself, as service providers do that read it out of the response.
        var signed = new SignedXml(element);
        signed.LoadXml(signature);
        using var certificate = X509CertificateLoader.LoadCertificate(pair.Certificate);
        return signed.CheckSignature(certificate, verifySignatureOnly: true);
    }

    private static void Place(XmlDocument document, XmlElement signature, bool place)
    {
        var root = document.DocumentElement!;
        var issuer = root.ChildNodes.OfType<XmlElement>().First();
        root.InsertAfter(document.ImportNode(signature, deep: true), place ? issuer : root.LastChild);
    }
}
