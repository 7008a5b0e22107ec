using System.Security.Cryptography.Xml;
using System.Text;
using Portico.Saml.Bindings;
using Portico.Saml.Logout;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Signatures;

/// <summary>What SignedXml signed is verified; and everything that makes a signature say less than it seems to is refused.</summary>
public sealed class MessageSignatureTests
{
    [Fact]
    public void Verifies_what_the_framework_signed() => Assert.True(Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest())).Require().IsSigned);

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#sha384")]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512")]
    public void Verifies_each_algorithm_of_the_list(string method, string digest) =>
        Assert.True(
            Sp.Receive(
                    FrameworkXml.Sign(
                        Sp.AuthnRequest(),
                        change: s =>
                        {
                            s.SignedInfo!.SignatureMethod = method;
                            ((Reference)s.SignedInfo.References[0]!).DigestMethod = digest;
                        }
                    )
                )
                .Require()
                .IsSigned
        );

    [Fact]
    public void Verifies_ecdsa()
    {
        var request = Outgoing("_logout", Keys.EcdsaSigner);

        var message = Sp.Post(request).Require().Check([Keys.Certificate(Keys.Ecdsa)]).Require();

        Assert.True(LogoutRequest.Read(message).Require().IsSigned);
        Refused.With("saml-signature-no-key", Sp.Post(request).Require().Check(Sp.Certificates));
    }

    [Fact]
    public void Verifies_by_any_of_several_certificates() =>
        Assert.True(
            Sp.Receive(
                    FrameworkXml.Sign(Sp.AuthnRequest()),
                    [Keys.Certificate(Keys.Ecdsa), Keys.Certificate(Keys.Weak), Keys.Certificate(Keys.Attacker), Keys.Certificate(Keys.Sp)]
                )
                .Require()
                .IsSigned
        );

    [Fact]
    public void Verifies_with_inclusive_namespaces() =>
        Assert.True(
            Sp.Receive(
                    FrameworkXml.Sign(
                        Sp.AuthnRequest("xmlns:xs='http://www.w3.org/2001/XMLSchema'"),
                        change: s => ((Reference)s.SignedInfo!.References[0]!).TransformChain[1].Prefixes("xs #default")
                    )
                )
                .Require()
                .IsSigned
        );

    /// <summary>The signature is no part of what it signs, so what was read from the signed bytes has none.</summary>
    [Fact]
    public void Reads_the_message_from_the_bytes_that_were_signed()
    {
        var incoming = Sp.Post(FrameworkXml.Sign(Sp.AuthnRequest())).Require();

        Assert.False(MessageSignature.IsOn(incoming.Check(Sp.Certificates).Require().Root));
        Assert.True(MessageSignature.IsOn(incoming.Check([]).Require().Root));
    }

    [Fact]
    public void Refuses_signed_bytes_that_name_another_issuer_than_whose_certificates_were_tried()
    {
        var other = Sp.Post(Sp.LogoutRequest(issuer: "https://other.example")).Require().Check([]).Require().Root;
        var message = new CheckedMessage(Sp.Post(Sp.LogoutRequest()).Require(), other, isSigned: true);

        Refused.With("saml-message-issuer", LogoutRequest.Read(message));
    }

    [Fact]
    public void Ignores_the_key_that_the_message_brings() =>
        Refused.With("saml-signature-wrong", Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest(), Keys.Attacker)));

    [Fact]
    public void Refuses_a_message_that_was_changed() =>
        Refused.With(
            "saml-signature-wrong",
            Sp.Receive(
                FrameworkXml
                    .Sign(Sp.AuthnRequest("ForceAuthn='true'"))
                    .Replace("ForceAuthn=\"true\"", "ForceAuthn=\"false\"", StringComparison.Ordinal)
            )
        );

    [Fact]
    public void Refuses_a_key_that_is_too_short() =>
        Refused.With("saml-signature-weak-key", Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest(), Keys.Weak), [Keys.Certificate(Keys.Weak)]));

    [Fact]
    public void Refuses_sha_1()
    {
        Refused.With(
            "saml-signature-algorithm",
            Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest(), change: s => s.SignedInfo!.SignatureMethod = SignedXml.XmlDsigRSASHA1Url))
        );
        Refused.With(
            "saml-signature-algorithm",
            Sp.Receive(
                FrameworkXml.Sign(
                    Sp.AuthnRequest(),
                    change: s => ((Reference)s.SignedInfo!.References[0]!).DigestMethod = SignedXml.XmlDsigSHA1Url
                )
            )
        );
    }

    /// <summary>A verifier that lets the message choose takes the public certificate for the shared secret.</summary>
    [Fact]
    public void Refuses_hmac_by_what_everybody_knows()
    {
        Refused.With("saml-signature-algorithm", Sp.Receive(FrameworkXml.SignByHmac(Sp.AuthnRequest(), Keys.Sp.Certificate)));
        Refused.With("saml-signature-algorithm", Sp.Receive(FrameworkXml.SignByHmac(Sp.AuthnRequest(), [])));
    }

    [Fact]
    public void Refuses_other_canonical_forms()
    {
        Refused.With(
            "saml-signature-transforms",
            Sp.Receive(
                FrameworkXml.Sign(Sp.AuthnRequest(), change: s => s.SignedInfo!.CanonicalizationMethod = SignedXml.XmlDsigC14NTransformUrl)
            )
        );
        Refused.With(
            "saml-signature-transforms",
            Sp.Receive(WithTransforms(new XmlDsigEnvelopedSignatureTransform(), new XmlDsigC14NTransform()))
        );
    }

    [Fact]
    public void Refuses_other_transforms()
    {
        var xpath = new XmlDsigXPathTransform();
        xpath.LoadInnerXml(FrameworkXml.Load("<ds:XPath xmlns:ds='http://www.w3.org/2000/09/xmldsig#'>self::text()</ds:XPath>").ChildNodes);

        Refused.With("saml-signature-transforms", Sp.Receive(WithTransforms(new XmlDsigEnvelopedSignatureTransform())));
        Refused.With(
            "saml-signature-transforms",
            Sp.Receive(WithTransforms(new XmlDsigEnvelopedSignatureTransform(), new XmlDsigExcC14NTransform(), xpath))
        );
        Refused.With("saml-signature-transforms", Sp.Receive(WithTransforms(new XmlDsigEnvelopedSignatureTransform(), xpath)));
        Refused.With(
            "saml-signature-transforms",
            Sp.Receive(
                Edited(
                    "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"",
                    "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\""
                )
            )
        );
    }

    [Fact]
    public void Refuses_a_second_reference() =>
        Refused.With(
            "saml-signature-reference",
            Sp.Receive(
                FrameworkXml.Sign(
                    Sp.AuthnRequest(children: "<samlp:Extensions><x xmlns='urn:x' ID='_x'/></samlp:Extensions>"),
                    change: s => s.AddReference(new Reference("#_x") { DigestMethod = SignedXml.XmlDsigSHA256Url })
                )
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("#_x")]
    public void Refuses_a_reference_to_anything_but_the_message(string uri) =>
        Refused.With(
            "saml-signature-reference",
            Sp.Receive(
                FrameworkXml.Sign(
                    Sp.AuthnRequest(children: "<samlp:Extensions><x xmlns='urn:x' ID='_x'/></samlp:Extensions>"),
                    change: s => ((Reference)s.SignedInfo!.References[0]!).Uri = uri
                )
            )
        );

    [Fact]
    public void Refuses_a_signature_elsewhere() =>
        Refused.With(
            "saml-signature-place",
            Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest(children: "<samlp:NameIDPolicy/>"), place: false))
        );

    [Fact]
    public void Refuses_a_second_signature() =>
        Refused.With("saml-signature-several", Sp.Receive(FrameworkXml.Sign(FrameworkXml.Sign(Sp.AuthnRequest()))));

    [Theory]
    [InlineData("<SignatureValue>", "<Object/><SignatureValue>")]
    [InlineData("</Signature>", "<Object/></Signature>")]
    [InlineData("</Signature>", "<KeyInfo/></Signature>")]
    [InlineData("<SignatureValue>", "<SignatureValue>*")]
    [InlineData("<DigestValue>", "<DigestValue>A</DigestValue><DigestValue>")]
    public void Refuses_a_signature_of_another_make(string from, string to) =>
        Refused.With("saml-signature-form", Sp.Receive(Edited(from, to)));

    [Fact]
    public void Refuses_parameters_of_the_algorithm() =>
        Refused.With(
            "saml-signature-algorithm",
            Sp.Receive(Edited("rsa-sha256\" />", "rsa-sha256\"><HMACOutputLength>0</HMACOutputLength></SignatureMethod>"))
        );

    /// <summary>The canonical form has no comments, so the signature holds, and the value would be one thing or another.</summary>
    [Fact]
    public void Refuses_a_comment_put_into_a_signed_value()
    {
        var xml = FrameworkXml.Sign(Sp.LogoutRequest("anna@acme.example.evil.example"));

        Assert.True(Sp.ReceiveLogout(xml).Succeeded);
        Refused.With(
            "saml-xml-comment",
            Sp.ReceiveLogout(xml.Replace("acme.example.evil", "acme.example<!-- -->.evil", StringComparison.Ordinal))
        );
        Refused.With("saml-xml-comment", Sp.ReceiveLogout(xml.Replace("<DigestValue>", "<DigestValue><!-- -->", StringComparison.Ordinal)));
    }

    /// <summary>White space in the prolog and between attributes is no part of the canonical form.</summary>
    [Fact]
    public void Verifies_what_is_the_same_in_canonical_form()
    {
        var xml = FrameworkXml.Sign(Sp.AuthnRequest());

        Assert.True(
            Sp.Receive(
                    "<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- hello -->"
                        + xml.Replace(" Version=", "\n\tVersion=", StringComparison.Ordinal)
                )
                .Require()
                .IsSigned
        );
    }

    private static string WithTransforms(params Transform[] transforms) =>
        FrameworkXml.Sign(
            Sp.AuthnRequest(),
            change: s =>
            {
                var reference = new Reference("#_request") { DigestMethod = SignedXml.XmlDsigSHA256Url };
                Array.ForEach(transforms, reference.AddTransform);
                s.SignedInfo!.References.Clear();
                s.AddReference(reference);
            }
        );

    private static string Edited(string from, string to)
    {
        var signed = FrameworkXml.Sign(Sp.AuthnRequest());
        Assert.Contains(from, signed, StringComparison.Ordinal);
        return signed.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Outgoing(string id, SamlSigner signer) =>
        Encoding.UTF8.GetString(
            LogoutWriter
                .Write(
                    new LogoutRequest
                    {
                        Id = id,
                        Issuer = Sp.EntityId,
                        IssueInstant = Sp.Now,
                        Destination = Sp.IdpSlo,
                        NameId = new SamlNameId("anna"),
                        SessionIndexes = [],
                    },
                    signer
                )
                .Require()
                .Xml.Span
        );
}

internal static class TransformPrefixes
{
    public static void Prefixes(this Transform transform, string list) =>
        ((XmlDsigExcC14NTransform)transform).InclusiveNamespacesPrefixList = list;
}
