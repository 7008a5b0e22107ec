using Portico.Saml.Requests;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Requests;

public sealed class AuthnRequestTests
{
    [Fact]
    public void Reads_all_that_a_request_can_ask_for()
    {
        var request = Sp.Receive(
                FrameworkXml.Sign(
                    Sp.AuthnRequest(
                        $"ForceAuthn='true' IsPassive='1' AssertionConsumerServiceURL='{Sp.Acs}' ProtocolBinding='{SamlBindings.Post}' AttributeConsumingServiceIndex='3'",
                        children: $"""
                        <saml:Subject><saml:NameID Format="{NameIdFormats.EmailAddress}">anna@acme.example</saml:NameID></saml:Subject>
                        <samlp:NameIDPolicy Format="{NameIdFormats.Persistent}" AllowCreate="true" SPNameQualifier="https://group.example"/>
                        <samlp:RequestedAuthnContext Comparison="minimum">
                          <saml:AuthnContextClassRef> {AuthnContextClasses.PasswordProtectedTransport} </saml:AuthnContextClassRef>
                          <saml:AuthnContextClassRef>{AuthnContextClasses.RefedsMfa}</saml:AuthnContextClassRef>
                        </samlp:RequestedAuthnContext>
                        """
                    )
                )
            )
            .Require();

        Assert.Equal("_request", request.Id);
        Assert.Equal(Sp.EntityId, request.Issuer);
        Assert.Equal(Sp.Sso, request.Destination);
        Assert.Equal(Sp.Now, request.IssueInstant);
        Assert.True(request.ForceAuthn);
        Assert.True(request.IsPassive);
        Assert.Equal(Sp.Acs, request.AcsUrl);
        Assert.Equal(SamlBindings.Post, request.ProtocolBinding);
        Assert.Equal(3, request.AttributeConsumingServiceIndex);
        Assert.Equal(new SamlNameId("anna@acme.example", NameIdFormats.EmailAddress), request.Subject);
        Assert.Equal(new NameIdPolicy(NameIdFormats.Persistent, "https://group.example", AllowCreate: true), request.NameIdPolicy);
        Assert.Equal(AuthnContextComparison.Minimum, request.RequestedAuthnContext!.Comparison);
        Assert.Equal(
            [AuthnContextClasses.PasswordProtectedTransport, AuthnContextClasses.RefedsMfa],
            request.RequestedAuthnContext.ClassRefs
        );
        Assert.True(request.IsSigned);
    }

    [Fact]
    public void Reads_a_request_that_asks_for_nothing()
    {
        var request = Sp.Receive(Sp.AuthnRequest(destination: "")).Require();

        Assert.False(request.ForceAuthn);
        Assert.False(request.IsPassive);
        Assert.Null(request.Destination);
        Assert.Null(request.AcsUrl);
        Assert.Null(request.AcsIndex);
        Assert.Null(request.NameIdPolicy);
        Assert.Null(request.RequestedAuthnContext);
        Assert.Null(request.Subject);
        Assert.False(request.IsSigned);
    }

    [Theory]
    [InlineData("exact", AuthnContextComparison.Exact)]
    [InlineData("maximum", AuthnContextComparison.Maximum)]
    [InlineData("better", AuthnContextComparison.Better)]
    public void Reads_every_comparison(string comparison, AuthnContextComparison expected) =>
        Assert.Equal(
            expected,
            Sp.Receive(Sp.AuthnRequest(children: Context($"Comparison='{comparison}'"))).Require().RequestedAuthnContext!.Comparison
        );

    [Theory]
    [InlineData("2026-11-26T08:00:00")]
    [InlineData("2026-11-26T08:00:00.0Z")]
    [InlineData("2026-11-26T08:00:00.000000000000Z")]
    [InlineData("2026-11-26T08:00:00+00:00")]
    [InlineData(" 2026-11-26T08:00:00Z\t")]
    public void Reads_times_in_utc_with_any_fraction(string instant) =>
        Assert.Equal(Sp.Now, Sp.Receive(Sp.AuthnRequest(instant: instant)).Require().IssueInstant);

    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2026-11-26T08:00:00+01:00")]
    [InlineData("2026-11-26T08:00:00.Z")]
    [InlineData("2026-11-26T08:00:00.1x")]
    [InlineData("2026-02-30T08:00:00Z")]
    [InlineData("2026-11-26T25:00:00Z")]
    [InlineData("99999-11-26T08:00:00Z")]
    [InlineData("٢٠٢٦-11-26T08:00:00Z")]
    [InlineData("now")]
    public void Refuses_other_times(string instant) => Refused.With("saml-invalid", Sp.Receive(Sp.AuthnRequest(instant: instant)));

    [Theory]
    [InlineData("1abc")]
    [InlineData("a b")]
    [InlineData("a:b")]
    public void Refuses_an_id_that_is_none(string id) => Refused.With("saml-invalid", Sp.Receive(Sp.AuthnRequest(id: id)));

    [Theory]
    [InlineData("ForceAuthn='yes'", "saml-invalid")]
    [InlineData("IsPassive=''", "saml-invalid")]
    [InlineData("AssertionConsumerServiceIndex='-1'", "saml-invalid")]
    [InlineData("AssertionConsumerServiceIndex='65536'", "saml-invalid")]
    [InlineData("AssertionConsumerServiceIndex='0' AssertionConsumerServiceURL='https://sp.example/acs'", "saml-request-acs-twice")]
    [InlineData(
        "AssertionConsumerServiceIndex='0' ProtocolBinding='urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'",
        "saml-request-acs-twice"
    )]
    public void Refuses_attributes_of_another_form(string attributes, string code) =>
        Refused.With(code, Sp.Receive(Sp.AuthnRequest(attributes)));

    [Theory]
    [InlineData("<samlp:NameIDPolicy/><samlp:NameIDPolicy/>", "saml-repeated")]
    [InlineData("<samlp:Status/>", "saml-unexpected-element")]
    [InlineData("<saml:Subject><saml:EncryptedID/></saml:Subject>", "saml-request-subject")]
    [InlineData("<saml:Subject><saml:NameID>a</saml:NameID><saml:SubjectConfirmation/></saml:Subject>", "saml-unexpected-element")]
    [InlineData("<saml:Subject><saml:NameID/></saml:Subject>", "saml-missing")]
    [InlineData("<saml:Subject><saml:NameID>a<saml:b/></saml:NameID></saml:Subject>", "saml-unexpected-element")]
    [InlineData("<saml:Subject><saml:NameID>a</saml:NameID><saml:NameID>b</saml:NameID></saml:Subject>", "saml-repeated")]
    [InlineData("<samlp:RequestedAuthnContext/>", "saml-request-authn-context")]
    [InlineData(
        "<samlp:RequestedAuthnContext><saml:AuthnContextDeclRef>a</saml:AuthnContextDeclRef></samlp:RequestedAuthnContext>",
        "saml-request-authn-context"
    )]
    [InlineData("<samlp:RequestedAuthnContext><saml:AuthnContextClassRef/></samlp:RequestedAuthnContext>", "saml-missing")]
    [InlineData(
        "<samlp:RequestedAuthnContext Comparison='most'><saml:AuthnContextClassRef>a</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>",
        "saml-invalid"
    )]
    public void Refuses_children_of_another_form(string children, string code) =>
        Refused.With(code, Sp.Receive(Sp.AuthnRequest(children: children)));

    [Fact]
    public void Refuses_values_without_end()
    {
        Refused.With(
            "saml-too-long",
            Sp.Receive(Sp.AuthnRequest($"AssertionConsumerServiceURL='https://sp.example/{new string('a', 1100)}'"))
        );
        Refused.With("saml-too-many", Sp.Receive(Sp.AuthnRequest(children: Context("", 21))));
        Refused.With("saml-too-long", Sp.Receive(Sp.AuthnRequest(id: new string('a', 257))));
    }

    [Fact]
    public void Is_read_from_no_other_message() => Refused.With("saml-message-kind", Sp.Receive(Sp.LogoutRequest()));

    /// <summary>What the sender wraps or signs for others stays out of it: extensions are by agreement, and we have none.</summary>
    [Fact]
    public void Passes_over_extensions_and_scoping() =>
        Assert.True(
            Sp.Receive(
                Sp.AuthnRequest(children: "<samlp:Extensions><x xmlns='urn:x'/></samlp:Extensions><samlp:Scoping ProxyCount='0'/>")
            ).Succeeded
        );

    private static string Context(string attributes, int count = 1) =>
        $"<samlp:RequestedAuthnContext {attributes}>{string.Concat(Enumerable.Repeat("<saml:AuthnContextClassRef>a</saml:AuthnContextClassRef>", count))}</samlp:RequestedAuthnContext>";
}
