using Portico.Saml.Bindings;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Bindings;

public sealed class PostBindingTests
{
    [Fact]
    public void Takes_a_signed_request()
    {
        var incoming = PostBinding.Decode(Sp.Base64(FrameworkXml.Sign(Sp.AuthnRequest())), null, "there").Require();

        Assert.Equal(SamlMessageKind.AuthnRequest, incoming.Kind);
        Assert.Equal(Sp.EntityId, incoming.Issuer);
        Assert.Equal(SamlBindings.Post, incoming.Binding);
        Assert.Equal("there", incoming.RelayState);
        Assert.True(incoming.IsSigned);
        Assert.True(incoming.Check(Sp.Certificates).Require().IsSigned);
    }

    [Fact]
    public void Takes_base64_in_lines()
    {
        var lines = string.Join("\r\n", Sp.Base64(Sp.AuthnRequest()).Chunk(64).Select(line => new string(line)));

        Assert.True(PostBinding.Decode(lines, null, null).Succeeded);
    }

    [Theory]
    [InlineData(null, null, null, "saml-binding-no-message")]
    [InlineData("a", "b", null, "saml-binding-twice")]
    [InlineData("%", null, null, "saml-binding-base64")]
    [InlineData("", null, null, "saml-xml-empty")]
    [InlineData("YWJj", null, null, "saml-xml-malformed")]
    [InlineData(
        "YWJj",
        null,
        "123456789012345678901234567890123456789012345678901234567890123456789012345678901",
        "saml-binding-relay-state"
    )]
    public void Refuses_fields_that_hold_no_message(string? request, string? response, string? relayState, string code) =>
        Refused.With(code, PostBinding.Decode(request, response, relayState));

    [Fact]
    public void Refuses_a_message_that_is_too_large() =>
        Refused.With("saml-xml-too-large", PostBinding.Decode(new string('A', 100_000), null, null));

    [Fact]
    public void Refuses_a_request_sent_as_a_response_and_the_other_way_round()
    {
        Refused.With("saml-message-kind", Sp.PostResponse(Sp.AuthnRequest()));
        Refused.With("saml-message-kind", Sp.Post(Sp.LogoutResponse()));
    }

    [Theory]
    [InlineData("<samlp:Response xmlns:samlp='urn:oasis:names:tc:SAML:2.0:protocol' Version='2.0'/>", "saml-message-kind")]
    [InlineData("<AuthnRequest Version='2.0'/>", "saml-message-kind")]
    [InlineData("<AuthnRequest xmlns='urn:oasis:names:tc:SAML:1.1:protocol' Version='2.0'/>", "saml-message-kind")]
    [InlineData("<AuthnRequest xmlns='urn:oasis:names:tc:SAML:2.0:protocol' Version='1.1'/>", "saml-message-version")]
    [InlineData("<AuthnRequest xmlns='urn:oasis:names:tc:SAML:2.0:protocol'/>", "saml-message-version")]
    [InlineData("<AuthnRequest xmlns='urn:oasis:names:tc:SAML:2.0:protocol' Version='2.0'/>", "saml-message-issuer")]
    public void Refuses_other_messages(string xml, string code) => Refused.With(code, Sp.Post(xml));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("<saml:b/>")]
    public void Refuses_an_issuer_that_is_none(string issuer) =>
        Refused.With("saml-message-issuer", Sp.Post(Sp.AuthnRequest(issuer: issuer)));

    [Fact]
    public void Refuses_two_issuers_long_ones_and_other_formats()
    {
        Refused.With("saml-message-issuer", Sp.Post(Sp.AuthnRequest(children: "<saml:Issuer>https://other.example</saml:Issuer>")));
        Refused.With("saml-message-issuer", Sp.Post(Sp.AuthnRequest(issuer: new string('a', 1025))));
        Refused.With(
            "saml-message-issuer",
            Sp.Post(
                Sp.AuthnRequest().Replace("<saml:Issuer>", $"<saml:Issuer Format='{NameIdFormats.Persistent}'>", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void Makes_the_form_for_a_message()
    {
        var form = PostBinding.Encode(Sp.Acs, new SamlOutgoing("<a/>"u8.ToArray(), IsRequest: false), "there");

        Assert.Equal(new PostForm(Sp.Acs, "SAMLResponse", "PGEvPg==", "there"), form);
    }
}
