using System.Text;
using System.Xml;
using Portico.Saml.Bindings;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;
using Portico.Saml.Xml;

namespace Portico.Saml.Tests.Responses;

public sealed class ResponseTests
{
    [Fact]
    public void Says_what_the_profile_demands_of_an_answer()
    {
        var document = Document(Write(Idp.Response));

        Assert.Equal("_response", Value(document, "/p:Response/@ID"));
        Assert.Equal("2.0", Value(document, "/p:Response/@Version"));
        Assert.Equal("2026-11-26T08:00:00.000Z", Value(document, "/p:Response/@IssueInstant"));
        Assert.Equal(Sp.Acs, Value(document, "/p:Response/@Destination"));
        Assert.Equal("_request", Value(document, "/p:Response/@InResponseTo"));
        Assert.Equal(Sp.IdpEntityId, Value(document, "/p:Response/a:Issuer"));
        Assert.Equal(SamlStatusCodes.Success, Value(document, "/p:Response/p:Status/p:StatusCode/@Value"));
        Assert.Equal("_assertion", Value(document, "//a:Assertion/@ID"));
        Assert.Equal(Sp.IdpEntityId, Value(document, "//a:Assertion/a:Issuer"));
        Assert.Equal("8f1c", Value(document, "//a:Subject/a:NameID"));
        Assert.Equal(NameIdFormats.Persistent, Value(document, "//a:NameID/@Format"));
        Assert.Equal(Sp.IdpEntityId, Value(document, "//a:NameID/@NameQualifier"));
        Assert.Equal(Sp.EntityId, Value(document, "//a:NameID/@SPNameQualifier"));
        Assert.Equal("urn:oasis:names:tc:SAML:2.0:cm:bearer", Value(document, "//a:SubjectConfirmation/@Method"));
        Assert.Equal("_request", Value(document, "//a:SubjectConfirmationData/@InResponseTo"));
        Assert.Equal(Sp.Acs, Value(document, "//a:SubjectConfirmationData/@Recipient"));
        Assert.Equal("2026-11-26T08:05:00.000Z", Value(document, "//a:SubjectConfirmationData/@NotOnOrAfter"));
        Assert.Null(Value(document, "//a:SubjectConfirmationData/@NotBefore"));
        Assert.Equal("2026-11-26T07:57:00.000Z", Value(document, "//a:Conditions/@NotBefore"));
        Assert.Equal("2026-11-26T08:05:00.000Z", Value(document, "//a:Conditions/@NotOnOrAfter"));
        Assert.Equal(Sp.EntityId, Value(document, "//a:AudienceRestriction/a:Audience"));
        Assert.Equal("2026-11-26T07:00:00.000Z", Value(document, "//a:AuthnStatement/@AuthnInstant"));
        Assert.Equal("_session", Value(document, "//a:AuthnStatement/@SessionIndex"));
        Assert.Equal("2026-11-26T16:00:00.000Z", Value(document, "//a:AuthnStatement/@SessionNotOnOrAfter"));
        Assert.Equal(AuthnContextClasses.RefedsMfa, Value(document, "//a:AuthnContextClassRef"));
    }

    [Fact]
    public void Carries_attributes_with_all_their_values_letter_for_letter()
    {
        var document = Document(Write(Idp.Response));

        foreach (var attribute in Idp.Anna.Attributes)
        {
            var path = $"//a:Attribute[@Name='{attribute.Name}']";
            Assert.Equal(
                attribute.Values,
                document.SelectNodes(path + "/a:AttributeValue", Names(document))!.Cast<XmlNode>().Select(n => n.InnerText)
            );
            Assert.Equal(attribute.NameFormat, Value(document, path + "/@NameFormat"));
            Assert.Equal(attribute.FriendlyName, Value(document, path + "/@FriendlyName"));
        }
    }

    /// <summary>An address of two lines from a directory of Windows; the framework would not verify it as it is.</summary>
    [Fact]
    public void Ends_lines_as_xml_does()
    {
        var xml = Write(
            Idp.Response with
            {
                Assertion = Idp.Anna with { Attributes = [new("street", ["Bahnhofstrasse 1\r\n8001 Zürich\rCH"])] },
            }
        );

        Assert.Equal("Bahnhofstrasse 1\n8001 Zürich\nCH", Value(Document(xml), "//a:AttributeValue"));
        Assert.True(FrameworkXml.Verifies(xml, "_assertion", Keys.Idp));
    }

    [Fact]
    public void Leaves_out_what_was_not_given()
    {
        var bare = Idp.Anna with { NameId = new SamlNameId("anna"), Attributes = [], SessionNotOnOrAfter = null };
        var document = Document(Write(Idp.Response with { InResponseTo = null, Assertion = bare }));

        Assert.Null(Value(document, "//@InResponseTo"));
        Assert.Null(Value(document, "//a:NameID/@Format"));
        Assert.Null(Value(document, "//@SessionNotOnOrAfter"));
        Assert.Null(Value(document, "//a:AttributeStatement"));
    }

    [Theory]
    [InlineData(SamlSigning.Assertion, true, false)]
    [InlineData(SamlSigning.Response, false, true)]
    [InlineData(SamlSigning.Both, true, true)]
    public void Is_signed_where_it_was_asked_for_says_the_framework(SamlSigning signing, bool assertion, bool response)
    {
        var xml = Write(Idp.Response, new SamlProtection { Signing = signing });
        var document = Document(xml);

        Assert.Equal(assertion, Value(document, "//a:Assertion/d:Signature") is not null);
        Assert.Equal(response, Value(document, "/p:Response/d:Signature") is not null);
        Assert.True(!assertion || FrameworkXml.Verifies(xml, "_assertion", Keys.Idp));
        Assert.True(!response || FrameworkXml.Verifies(xml, "_response", Keys.Idp));
    }

    [Fact]
    public void Does_not_verify_when_a_letter_was_changed_or_by_another_key()
    {
        var xml = Write(Idp.Response, new SamlProtection { Signing = SamlSigning.Response });
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(xml).Replace("8f1c", "8f1d", StringComparison.Ordinal));

        Assert.False(FrameworkXml.Verifies(changed, "_response", Keys.Idp));
        Assert.False(FrameworkXml.Verifies(xml, "_response", Keys.Attacker));
    }

    /// <summary>The promise on which hashing without a canonicalizer rests.</summary>
    [Theory]
    [InlineData(SamlSigning.Assertion)]
    [InlineData(SamlSigning.Both)]
    public void Is_its_own_canonical_form(SamlSigning signing)
    {
        var xml = Write(Idp.Response, new SamlProtection { Signing = signing });

        Assert.Equal(
            Encoding.UTF8.GetString(xml),
            Encoding.UTF8.GetString(ExclusiveCanonical.Write(ForeignXml.Read(xml, SamlLimits.Message).Require(), []))
        );
    }

    [Fact]
    public void Is_signed_by_an_elliptic_curve()
    {
        var xml = Write(Idp.Response, new SamlProtection { Signing = SamlSigning.Response }, Keys.EcdsaSigner);
        var tree = ForeignXml.Read(xml, SamlLimits.Message).Require();

        Assert.True(MessageSignature.Verify(tree, [Keys.Certificate(Keys.Ecdsa)], SamlLimits.Message).Succeeded);
        Assert.Contains(SignatureMethods.EcdsaSha256, Encoding.UTF8.GetString(xml), StringComparison.Ordinal);
    }

    public static TheoryData<SamlStatus> Errors =>
        [
            SamlStatus.NoPassive,
            SamlStatus.AuthnFailed,
            SamlStatus.NoAuthnContext,
            SamlStatus.RequestDenied,
            SamlStatus.InvalidNameIdPolicy,
            SamlStatus.UnknownPrincipal,
            SamlStatus.RequestUnsupported,
            new SamlStatus(SamlStatusCodes.Requester),
            new SamlStatus(SamlStatusCodes.VersionMismatch, null, "Speak <2.0> & nothing else"),
        ];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Says_what_went_wrong_signed_and_without_an_assertion(SamlStatus status)
    {
        var xml = Write(Idp.Response with { Status = status, Assertion = null });
        var document = Document(xml);

        Assert.Equal(status.Code, Value(document, "/p:Response/p:Status/p:StatusCode/@Value"));
        Assert.Equal(status.Detail, Value(document, "/p:Response/p:Status/p:StatusCode/p:StatusCode/@Value"));
        Assert.Equal(status.Message, Value(document, "/p:Response/p:Status/p:StatusMessage"));
        Assert.Null(Value(document, "//a:Assertion"));
        Assert.True(FrameworkXml.Verifies(xml, "_response", Keys.Idp));
    }

    /// <summary>Not as attributes: those cannot hold half a surrogate pair either.</summary>
    public static TheoryData<string> Unwritable => ["\0", "a\u0001b", "\u001f", "\ud800", "\udc00\ud800", "\ufffe", "\uffff"];

    [Theory]
    [MemberData(nameof(Unwritable))]
    public void Refuses_text_that_xml_cannot_hold(string text)
    {
        Refused.With("saml-write-characters", Try(Idp.Anna with { NameId = new SamlNameId("a" + text) }));
        Refused.With("saml-write-characters", Try(Idp.Anna with { Attributes = [new("name", [text])] }));
        Refused.With("saml-write-characters", Try(Idp.Anna with { Attributes = [new("name" + text, [])] }));
        Refused.With("saml-write-characters", SamlResponseWriter.Write(Idp.Response with { Issuer = "a" + text }, Keys.IdpSigner));
    }

    [Fact]
    public void Refuses_what_would_be_no_response()
    {
        Refused.With("saml-write-status", SamlResponseWriter.Write(Idp.Response with { Assertion = null }, Keys.IdpSigner));
        Refused.With("saml-write-status", SamlResponseWriter.Write(Idp.Response with { Status = SamlStatus.NoPassive }, Keys.IdpSigner));
        Refused.With("saml-write-id", SamlResponseWriter.Write(Idp.Response with { Id = "1" }, Keys.IdpSigner));
        Refused.With("saml-write-id", SamlResponseWriter.Write(Idp.Response with { InResponseTo = "a\"b" }, Keys.IdpSigner));
        Refused.With("saml-write-id", Try(Idp.Anna with { Id = "_response" }));
        Refused.With("saml-write-empty", SamlResponseWriter.Write(Idp.Response with { Destination = " " }, Keys.IdpSigner));
        Refused.With("saml-write-empty", Try(Idp.Anna with { Audience = "" }));
        Refused.With("saml-write-empty", Try(Idp.Anna with { NameId = new SamlNameId("") }));
        Refused.With("saml-write-empty", Try(Idp.Anna with { Attributes = [new("", ["a"])] }));
        Refused.With("saml-write-too-long", Try(Idp.Anna with { NameId = new SamlNameId(new string('a', 257), NameIdFormats.Persistent) }));
        Refused.With("saml-write-too-long", Try(Idp.Anna with { NameId = new SamlNameId(new string('a', 1025)) }));
    }

    [Fact]
    public void Makes_ids_that_are_ids_and_never_the_same()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => SamlId.New()).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(100, ids.Count);
        Assert.All(ids, id => Assert.True(SamlId.IsId(id) && id.Length == 41));
    }

    /// <summary>Many threads with one signer: each signature holds.</summary>
    [Fact]
    public void Is_signed_by_many_threads_at_once() =>
        Parallel.For(
            0,
            64,
            i =>
            {
                var xml = Write(Idp.Response with { Id = $"_r{i}" }, new SamlProtection { Signing = SamlSigning.Response });
                var tree = ForeignXml.Read(xml, SamlLimits.Message).Require();
                Assert.True(MessageSignature.Verify(tree, [Keys.Certificate(Keys.Idp)], SamlLimits.Message).Succeeded);
            }
        );

    private static SamlResult<SamlOutgoing> Try(SamlAssertion assertion) =>
        SamlResponseWriter.Write(Idp.Response with { Assertion = assertion }, Keys.IdpSigner);

    private static byte[] Write(SamlResponse response, SamlProtection? protection = null, SamlSigner? signer = null) =>
        SamlResponseWriter.Write(response, signer ?? Keys.IdpSigner, protection).Require().Xml.ToArray();

    private static XmlDocument Document(byte[] xml) => FrameworkXml.Load(Encoding.UTF8.GetString(xml));

    private static string? Value(XmlDocument document, string path) => document.SelectSingleNode(path, Names(document))?.InnerText;

    private static XmlNamespaceManager Names(XmlDocument document)
    {
        var names = new XmlNamespaceManager(document.NameTable);
        names.AddNamespace("p", SamlNamespaces.Protocol);
        names.AddNamespace("a", SamlNamespaces.Assertion);
        names.AddNamespace("d", SamlNamespaces.Signature);
        return names;
    }
}
