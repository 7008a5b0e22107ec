using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Signatures;

/// <summary>
/// Signature wrapping (Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be", USENIX Security 2012): the signed message is kept
/// somewhere, where the signature still finds it, and another is put where it is read. All eight variants, for requests of both kinds,
/// the false message under an ID of its own and under that of the signed one.
/// </summary>
public sealed class WrappingTests
{
    public static TheoryData<int, bool, bool> Variants()
    {
        var data = new TheoryData<int, bool, bool>();
        foreach (var variant in Enumerable.Range(1, 8))
        {
            data.Add(variant, false, false);
            data.Add(variant, false, true);
            data.Add(variant, true, false);
            data.Add(variant, true, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Pays_in_no_variant(int variant, bool isLogout, bool sameId)
    {
        var signed = FrameworkXml.Load(FrameworkXml.Sign(isLogout ? Sp.LogoutRequest("anna") : Sp.AuthnRequest("ForceAuthn='true'")));
        var wrapped = Wrap(signed, variant, isLogout, sameId).OuterXml;

        var refusal = isLogout ? Sp.ReceiveLogout(wrapped).Refusal : Sp.Receive(wrapped).Refusal;

        Assert.NotNull(refusal);
        Assert.Contains(
            refusal.Code,
            (string[])
                [
                    "saml-xml-duplicate-id",
                    "saml-signature-reference",
                    "saml-signature-form",
                    "saml-signature-place",
                    "saml-signature-several",
                    "saml-signature-wrong",
                    "saml-xml-too-deep",
                ]
        );
    }

    /// <summary>The corpus is one: what the framework's SignedXml makes of it, left to itself, is "good signature" for most of it.</summary>
    [Fact]
    public void Would_pay_with_a_verifier_that_only_follows_the_reference()
    {
        var fooled = Enumerable
            .Range(1, 8)
            .Count(variant => IsFooled(FrameworkXml.Load(FrameworkXml.Sign(Sp.LogoutRequest("anna"))), variant));

        Assert.True(fooled >= 6, $"Only {fooled} of 8 are what they should be.");
    }

    private static bool IsFooled(XmlDocument signed, int variant)
    {
        var wrapped = FrameworkXml.Load(Wrap(signed, variant, isLogout: true, sameId: false).OuterXml);
        var verifier = new SignedXml(wrapped);
        using var key = Keys.Rsa(Keys.Sp);
        try
        {
            verifier.LoadXml((XmlElement)wrapped.GetElementsByTagName("Signature", SamlNamespaces.Signature)[0]!);
            return verifier.CheckSignature(key);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static XmlDocument Wrap(XmlDocument signed, int variant, bool isLogout, bool sameId)
    {
        var id = sameId ? signed.DocumentElement!.GetAttribute("ID") : "_evil";
        var document = FrameworkXml.Load(isLogout ? Sp.LogoutRequest("victor", id: id) : Sp.AuthnRequest(id: id));
        var evil = document.DocumentElement!;
        var issuer = evil.ChildNodes.OfType<XmlElement>().First();
        var original = (XmlElement)document.ImportNode(signed.DocumentElement!, deep: true);
        var signature = original.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName is "Signature");
        var withoutSignature = (XmlElement)original.CloneNode(deep: true);
        withoutSignature.RemoveChild(withoutSignature.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName is "Signature"));
        switch (variant)
        {
            case 1: // the original inside the signature of the false one
                evil.InsertAfter(signature, issuer);
                signature.AppendChild(withoutSignature);
                break;
            case 2: // the original before the signature, both beside each other
                evil.InsertAfter(signature, issuer);
                evil.InsertBefore(withoutSignature, signature);
                break;
            case 3: // the original, signature and all, at the front
                evil.PrependChild(original);
                break;
            case 4: // the original, signature and all, at the end
                evil.AppendChild(original);
                break;
            case 5: // the signature on the false one, the original at the end
                evil.InsertAfter(signature, issuer);
                evil.AppendChild(withoutSignature);
                break;
            case 6: // the original within KeyInfo
                evil.InsertAfter(signature, issuer);
                signature.ChildNodes.OfType<XmlElement>().Single(e => e.LocalName is "KeyInfo").AppendChild(withoutSignature);
                break;
            case 7: // the original in Extensions, where anything may stand
                evil.InsertAfter(signature, issuer);
                evil.InsertAfter(document.CreateElement("samlp", "Extensions", SamlNamespaces.Protocol), signature)!
                    .AppendChild(withoutSignature);
                break;
            default: // the original in an Object of the signature
                evil.InsertAfter(signature, issuer);
                signature.AppendChild(document.CreateElement("Object", SamlNamespaces.Signature))!.AppendChild(withoutSignature);
                break;
        }

        return document;
    }
}
