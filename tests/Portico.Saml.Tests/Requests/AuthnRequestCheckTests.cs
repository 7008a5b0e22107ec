using Portico.Saml.Metadata;
using Portico.Saml.Requests;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Requests;

public sealed class AuthnRequestCheckTests
{
    [Fact]
    public void Accepts_a_request_and_says_where_the_answer_goes_and_how_long_to_remember_it()
    {
        var accepted = Check(Sp.AuthnRequest()).Require();

        Assert.Equal(Sp.Acs, accepted.Acs.Location);
        Assert.Equal(Sp.Now.AddMinutes(3).AddSeconds(1), accepted.RememberUntil);
    }

    [Theory]
    [InlineData("AssertionConsumerServiceIndex='7'", Sp.OtherAcs)]
    [InlineData("AssertionConsumerServiceIndex='0'", Sp.Acs)]
    [InlineData($"AssertionConsumerServiceURL='{Sp.OtherAcs}'", Sp.OtherAcs)]
    [InlineData($"ProtocolBinding='{SamlBindings.Post}'", Sp.Acs)]
    public void Answers_at_an_address_of_the_metadata(string attributes, string location) =>
        Assert.Equal(location, Check(Sp.AuthnRequest(attributes)).Require().Acs.Location);

    [Theory]
    [InlineData("AssertionConsumerServiceIndex='1'", "saml-request-acs-index")]
    [InlineData("AssertionConsumerServiceURL='https://evil.example/acs'", "saml-request-acs-url")]
    [InlineData("AssertionConsumerServiceURL='https://sp.example/acs/'", "saml-request-acs-url")]
    [InlineData("AssertionConsumerServiceURL='https://SP.example/acs'", "saml-request-acs-url")]
    [InlineData("AssertionConsumerServiceURL='https://sp.example/acs?next=https://evil.example'", "saml-request-acs-url")]
    [InlineData($"ProtocolBinding='{SamlBindings.Redirect}'", "saml-request-protocol-binding")]
    [InlineData("ProtocolBinding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact'", "saml-request-protocol-binding")]
    public void Refuses_to_answer_anywhere_else(string attributes, string code)
    {
        Refused.With(code, Check(Sp.AuthnRequest(attributes)));
        Refused.With(code, Check(FrameworkXml.Sign(Sp.AuthnRequest(attributes))));
    }

    [Fact]
    public void Refuses_when_the_metadata_has_no_endpoint() =>
        Refused.With("saml-request-no-acs", Check(Sp.AuthnRequest(), Sp.Metadata with { AssertionConsumerServices = [] }));

    [Fact]
    public void Refuses_an_unsigned_request_where_signed_ones_are_due()
    {
        Refused.With("saml-request-unsigned", Check(Sp.AuthnRequest(), Sp.Metadata with { AuthnRequestsSigned = true }));
        Refused.With("saml-request-unsigned", Check(Sp.AuthnRequest(), wantSigned: true));
        Assert.True(Check(FrameworkXml.Sign(Sp.AuthnRequest()), Sp.Metadata with { AuthnRequestsSigned = true }).Succeeded);
    }

    /// <summary>Without a certificate nothing can be verified, so a signature counts for nothing.</summary>
    [Fact]
    public void Refuses_a_signature_that_cannot_be_verified_where_signed_requests_are_due()
    {
        var request = Sp.Receive(FrameworkXml.Sign(Sp.AuthnRequest()), []).Require();

        Refused.With("saml-request-unsigned", AuthnRequestCheck.Check(request, Sp.Metadata, [Sp.Sso], Sp.Now, wantSigned: true));
    }

    [Fact]
    public void Refuses_a_request_of_another_service_provider() =>
        Refused.With("saml-request-issuer", Check(Sp.AuthnRequest(issuer: "https://other.example")));

    [Theory]
    [InlineData("https://other-idp.example/sso")]
    [InlineData("https://idp.example/o/other/saml/sso")]
    [InlineData(Sp.Sso + "/")]
    public void Refuses_a_request_for_another_address(string destination)
    {
        Refused.With("saml-request-destination", Check(Sp.AuthnRequest(destination: destination)));
        Refused.With("saml-request-destination", Check(FrameworkXml.Sign(Sp.AuthnRequest(destination: destination))));
    }

    [Fact]
    public void A_signed_request_must_say_for_which_address_it_is()
    {
        Assert.True(Check(Sp.AuthnRequest(destination: "")).Succeeded);
        Refused.With("saml-request-destination-missing", Check(FrameworkXml.Sign(Sp.AuthnRequest(destination: ""))));
    }

    [Theory]
    [InlineData("2026-11-26T07:57:00Z", null)]
    [InlineData("2026-11-26T07:56:59.999Z", "saml-request-too-old")]
    [InlineData("2026-11-26T08:03:00Z", null)]
    [InlineData("2026-11-26T08:03:00.001Z", "saml-request-too-early")]
    [InlineData("0001-01-01T00:00:00Z", "saml-request-too-old")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "saml-request-too-early")]
    public void Allows_clocks_to_be_three_minutes_apart(string instant, string? code) =>
        Assert.Equal(code, Check(Sp.AuthnRequest(instant: instant)).Refusal?.Code);

    [Theory]
    [InlineData(true, null, 1)]
    [InlineData(null, true, 2)]
    [InlineData(false, null, 2)]
    [InlineData(false, false, 1)]
    [InlineData(null, null, 1)]
    public void Finds_the_default_endpoint(bool? first, bool? second, int expected)
    {
        var metadata = Sp.Metadata with { AssertionConsumerServices = [new(1, Sp.Acs, first), new(2, Sp.OtherAcs, second)] };

        Assert.Equal(expected, metadata.DefaultAcs!.Index);
    }

    private static SamlResult<AcceptedAuthnRequest> Check(string xml, ServiceProviderMetadata? sp = null, bool wantSigned = false) =>
        AuthnRequestCheck.Check(Sp.Receive(xml).Require(), sp ?? Sp.Metadata, [Sp.Sso], Sp.Now, wantSigned);
}
