using System.Text;
using Portico.Saml.Bindings;
using Portico.Saml.Logout;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Logout;

public sealed class LogoutTests
{
    private static readonly LogoutRequest Request = new()
    {
        Id = "_out",
        Issuer = Sp.IdpEntityId,
        IssueInstant = Sp.Now,
        Destination = Sp.Slo,
        NameId = new SamlNameId("anna & <co>", NameIdFormats.Persistent, Sp.IdpEntityId, Sp.EntityId),
        SessionIndexes = ["_s1", "_s2"],
        NotOnOrAfter = Sp.Now.AddMinutes(5),
        Reason = "urn:oasis:names:tc:SAML:2.0:logout:user",
    };

    private static readonly LogoutResponse Response = new()
    {
        Id = "_done",
        Issuer = Sp.IdpEntityId,
        IssueInstant = Sp.Now,
        Destination = Sp.Slo,
        InResponseTo = "_logout",
        Status = SamlStatus.PartialLogout with { Message = "One of three" },
    };

    [Fact]
    public void Reads_what_a_service_provider_asks()
    {
        var request = Sp.ReceiveLogout(
                FrameworkXml.Sign(Sp.LogoutRequest(attributes: "NotOnOrAfter='2026-11-26T08:05:00Z' Reason='urn:x'"))
            )
            .Require();

        Assert.Equal("_logout", request.Id);
        Assert.Equal(new SamlNameId("anna", NameIdFormats.Persistent), request.NameId);
        Assert.Equal(["_s1"], request.SessionIndexes);
        Assert.Equal(Sp.Now.AddMinutes(5), request.NotOnOrAfter);
        Assert.Equal("urn:x", request.Reason);
        Assert.True(request.IsSigned);
        Assert.Equal(Sp.Now.AddMinutes(3).AddSeconds(1), Check(request).Require().Time);
    }

    [Theory]
    [InlineData(SamlKeyKind.Rsa2048)]
    [InlineData(SamlKeyKind.EcdsaP256)]
    public void Comes_back_from_the_form_as_it_was_written(SamlKeyKind kind)
    {
        var (signer, pair) = kind is SamlKeyKind.Rsa2048 ? (Keys.IdpSigner, Keys.Idp) : (Keys.EcdsaSigner, Keys.Ecdsa);
        var form = PostBinding.Encode(Sp.Slo, LogoutWriter.Write(Request, signer).Require(), "there");
        var answer = PostBinding.Encode(Sp.Slo, LogoutWriter.Write(Response, signer).Require(), "there");

        var request = LogoutRequest.Read(
            PostBinding.Decode(form.Value, null, form.RelayState).Require().Check([Keys.Certificate(pair)]).Require()
        );
        var response = LogoutResponse.Read(
            PostBinding.Decode(null, answer.Value, null).Require().Check([Keys.Certificate(pair)]).Require()
        );

        Same(Request with { IsSigned = true, RelayState = "there" }, request.Require());
        Assert.Equal(Response with { IsSigned = true }, response.Require());
    }

    [Fact]
    public void Comes_back_from_the_query_as_it_was_written()
    {
        var address = RedirectBinding.Encode(Sp.Slo, LogoutWriter.Write(Request, signer: null).Require(), "there", Keys.IdpSigner);
        var answer = RedirectBinding.Encode(Sp.Slo, LogoutWriter.Write(Response, signer: null).Require(), null, Keys.EcdsaSigner);

        var request = LogoutRequest.Read(
            RedirectBinding.Decode(new Uri(address).Query).Require().Check([Keys.Certificate(Keys.Idp)]).Require()
        );
        var response = LogoutResponse.Read(
            RedirectBinding.Decode(new Uri(answer).Query).Require().Check([Keys.Certificate(Keys.Ecdsa)]).Require()
        );

        Same(Request with { IsSigned = true, RelayState = "there" }, request.Require());
        Assert.Equal(Response with { IsSigned = true }, response.Require());
    }

    [Fact]
    public void Is_verified_by_the_framework()
    {
        Assert.True(FrameworkXml.Verifies(LogoutWriter.Write(Request, Keys.IdpSigner).Require().Xml.ToArray(), "_out", Keys.Idp));
        Assert.True(FrameworkXml.Verifies(LogoutWriter.Write(Response, Keys.IdpSigner).Require().Xml.ToArray(), "_done", Keys.Idp));
    }

    [Fact]
    public void Reads_what_a_service_provider_answers()
    {
        var response = ReadResponse(FrameworkXml.Sign(Sp.LogoutResponse(status: SamlStatusCodes.Responder))).Require();

        Assert.Equal(new SamlStatus(SamlStatusCodes.Responder), response.Status);
        Assert.Null(response.Check(Sp.EntityId, "_out", [Sp.IdpSlo], Sp.Now));
        Assert.Equal("saml-response-in-response-to", response.Check(Sp.EntityId, "_other", [Sp.IdpSlo], Sp.Now)?.Code);
        Assert.Equal("saml-request-issuer", response.Check("https://other.example", "_out", [Sp.IdpSlo], Sp.Now)?.Code);
        Assert.Equal("saml-request-destination", response.Check(Sp.EntityId, "_out", [Sp.Sso], Sp.Now)?.Code);
        Assert.Equal("saml-request-too-old", response.Check(Sp.EntityId, "_out", [Sp.IdpSlo], Sp.Now.AddMinutes(4))?.Code);
        Assert.Equal(
            "saml-request-unsigned",
            ReadResponse(Sp.LogoutResponse()).Require().Check(Sp.EntityId, "_out", [Sp.IdpSlo], Sp.Now)?.Code
        );
    }

    /// <summary>SAML profiles §4.4.4.1: else anybody could sign anybody out.</summary>
    [Fact]
    public void Refuses_to_act_on_a_request_that_is_not_signed() =>
        Refused.With("saml-request-unsigned", Check(Sp.ReceiveLogout(Sp.LogoutRequest()).Require()));

    [Fact]
    public void Refuses_requests_that_are_old_for_others_or_over()
    {
        var request = Sp.ReceiveLogout(FrameworkXml.Sign(Sp.LogoutRequest(attributes: "NotOnOrAfter='2026-11-26T08:01:00Z'"))).Require();

        Refused.With("saml-request-issuer", request.Check("https://other.example", [Sp.IdpSlo], Sp.Now));
        Refused.With("saml-request-destination", request.Check(Sp.EntityId, [Sp.Sso], Sp.Now));
        Refused.With("saml-request-too-old", request.Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now.AddMinutes(3).AddTicks(1)));
        Refused.With("saml-request-too-early", request.Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now.AddMinutes(-3).AddTicks(-1)));
        Refused.With(
            "saml-request-expired",
            (request with { NotOnOrAfter = Sp.Now.AddMinutes(-3) }).Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now)
        );
        Assert.True((request with { NotOnOrAfter = DateTimeOffset.MaxValue }).Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now).Succeeded);
    }

    [Theory]
    [InlineData("<saml:NameID>b</saml:NameID>", "saml-repeated")]
    [InlineData("<samlp:SessionIndex/>", "saml-missing")]
    [InlineData("<saml:Subject/>", "saml-unexpected-element")]
    public void Refuses_requests_of_another_form(string children, string code) =>
        Refused.With(code, Sp.ReceiveLogout(FrameworkXml.Sign(Sp.LogoutRequest(children: children))));

    [Fact]
    public void Refuses_users_that_it_cannot_know_and_sessions_without_end()
    {
        var encrypted = Sp.LogoutRequest()
            .Replace(
                "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">anna</saml:NameID>",
                "<saml:EncryptedID/>",
                StringComparison.Ordinal
            );

        Refused.With("saml-unexpected-element", Sp.ReceiveLogout(Sp.LogoutRequest(children: "<saml:EncryptedID/>")));
        Refused.With("saml-logout-name-id", Sp.ReceiveLogout(encrypted));
        Refused.With(
            "saml-too-many",
            Sp.ReceiveLogout(
                Sp.LogoutRequest(children: string.Concat(Enumerable.Repeat("<samlp:SessionIndex>a</samlp:SessionIndex>", 101)))
            )
        );
    }

    [Theory]
    [InlineData(
        "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>",
        "",
        "saml-missing"
    )]
    [InlineData("<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>", "", "saml-missing")]
    [InlineData("Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"", "", "saml-missing")]
    [InlineData("InResponseTo=\"_out\"", "", "saml-missing")]
    [InlineData("<samlp:Status>", "<samlp:SessionIndex/><samlp:Status>", "saml-unexpected-element")]
    public void Refuses_answers_of_another_form(string from, string to, string code) =>
        Refused.With(code, ReadResponse(Sp.LogoutResponse().Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void Is_read_as_what_it_is()
    {
        Refused.With("saml-message-kind", Sp.ReceiveLogout(Sp.AuthnRequest()));
        Refused.With("saml-message-kind", LogoutResponse.Read(Sp.Post(Sp.LogoutRequest()).Require().Check([]).Require()));
    }

    [Fact]
    public void Refuses_to_write_what_would_be_no_message()
    {
        Refused.With("saml-write-id", LogoutWriter.Write(Request with { Id = "" }, null));
        Refused.With("saml-write-empty", LogoutWriter.Write(Request with { NameId = new SamlNameId(" ") }, null));
        Refused.With("saml-write-characters", LogoutWriter.Write(Request with { SessionIndexes = ["\0"] }, null));
        Refused.With("saml-write-id", LogoutWriter.Write(Response with { InResponseTo = "<" }, null));
        Refused.With("saml-write-characters", LogoutWriter.Write(Response with { Destination = "\0" }, Keys.IdpSigner));
    }

    private static SamlResult<RememberedUntil> Check(LogoutRequest request) => request.Check(Sp.EntityId, [Sp.IdpSlo], Sp.Now);

    private static SamlResult<LogoutResponse> ReadResponse(string xml)
    {
        var incoming = PostBinding.Decode(null, Convert.ToBase64String(Encoding.UTF8.GetBytes(xml)), null).Require();
        return LogoutResponse.Read(incoming.Check(Sp.Certificates).Require());
    }

    private static void Same(LogoutRequest expected, LogoutRequest actual)
    {
        Assert.Equal(expected.SessionIndexes, actual.SessionIndexes);
        Assert.Equal(expected, actual with { SessionIndexes = expected.SessionIndexes });
    }
}
