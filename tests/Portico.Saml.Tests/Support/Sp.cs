using System.Text;
using Portico.Saml.Bindings;
using Portico.Saml.Metadata;
using Portico.Saml.Signatures;
using ReadLogoutRequest = Portico.Saml.Logout.LogoutRequest;
using ReadRequest = Portico.Saml.Requests.AuthnRequest;

namespace Portico.Saml.Tests.Support;

/// <summary>A service provider and what it sends.</summary>
internal static class Sp
{
    public const string EntityId = "https://sp.example/metadata";
    public const string Acs = "https://sp.example/acs";
    public const string OtherAcs = "https://sp.example/acs2";
    public const string Slo = "https://sp.example/slo";
    public const string IdpEntityId = "https://idp.example/o/acme/saml/metadata";
    public const string Sso = "https://idp.example/o/acme/saml/sso";
    public const string IdpSlo = "https://idp.example/o/acme/saml/slo";

    public static readonly DateTimeOffset Now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<SamlCertificate> Certificates = [Keys.Certificate(Keys.Sp)];

    public static readonly ServiceProviderMetadata Metadata = new()
    {
        EntityId = EntityId,
        AssertionConsumerServices = [new(0, Acs, IsDefault: true), new(7, OtherAcs)],
        SigningCertificates = Certificates,
    };

    /// <summary>A request as service providers write it; the pieces are put in where they belong.</summary>
    public static string AuthnRequest(
        string attributes = "",
        string issuer = EntityId,
        string children = "",
        string destination = Sso,
        string id = "_request",
        string instant = "2026-11-26T08:00:00Z"
    ) =>
        $"""
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{instant}"{(
                destination.Length > 0 ? $" Destination=\"{destination}\"" : ""
            )} {attributes}>
              <saml:Issuer>{issuer}</saml:Issuer>{children}
            </samlp:AuthnRequest>
            """;

    public static string LogoutRequest(
        string nameId = "anna",
        string attributes = "",
        string children = "<samlp:SessionIndex>_s1</samlp:SessionIndex>",
        string id = "_logout",
        string instant = "2026-11-26T08:00:00Z",
        string issuer = EntityId
    ) =>
        $"""
            <samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{instant}" Destination="{IdpSlo}" {attributes}>
              <saml:Issuer>{issuer}</saml:Issuer>
              <saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{nameId}</saml:NameID>{children}
            </samlp:LogoutRequest>
            """;

    public static string LogoutResponse(string inResponseTo = "_out", string status = SamlStatusCodes.Success) =>
        $"""
            <samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_answer" Version="2.0" IssueInstant="2026-11-26T08:00:00Z" Destination="{IdpSlo}" InResponseTo="{inResponseTo}">
              <saml:Issuer>{EntityId}</saml:Issuer>
              <samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>
            </samlp:LogoutResponse>
            """;

    public static string Base64(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    public static SamlResult<IncomingMessage> Post(string xml) => PostBinding.Decode(Base64(xml), null, null);

    public static SamlResult<IncomingMessage> PostResponse(string xml) => PostBinding.Decode(null, Base64(xml), null);

    /// <summary>The whole way of a request that came by HTTP-POST.</summary>
    public static SamlResult<ReadRequest> Receive(string xml, IReadOnlyList<SamlCertificate>? certificates = null)
    {
        var incoming = Post(xml);
        if (!incoming.Succeeded)
        {
            return incoming.Refusal;
        }

        var message = incoming.Value.Check(certificates ?? Certificates);
        return message.Succeeded ? ReadRequest.Read(message.Value) : message.Refusal;
    }

    public static SamlResult<ReadLogoutRequest> ReceiveLogout(string xml)
    {
        var incoming = Post(xml);
        if (!incoming.Succeeded)
        {
            return incoming.Refusal;
        }

        var message = incoming.Value.Check(Certificates);
        return message.Succeeded ? ReadLogoutRequest.Read(message.Value) : message.Refusal;
    }

    public static SamlResult<ReadRequest> ReceiveQuery(string query, IReadOnlyList<SamlCertificate>? certificates = null)
    {
        var incoming = RedirectBinding.Decode(query);
        if (!incoming.Succeeded)
        {
            return incoming.Refusal;
        }

        var message = incoming.Value.Check(certificates ?? Certificates);
        return message.Succeeded ? ReadRequest.Read(message.Value) : message.Refusal;
    }

    /// <summary>The query of HTTP-Redirect, by our own writer.</summary>
    public static string Query(string xml, string? relayState = null, SamlSigner? signer = null)
    {
        var address = RedirectBinding.Encode(Sso, new SamlOutgoing(Encoding.UTF8.GetBytes(xml), IsRequest: true), relayState, signer);
        return address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..];
    }
}
