using Portico.Saml.Bindings;
using Portico.Saml.Responses;
using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Logout;

/// <summary>
/// Writes logout messages. With a signer they are signed inside, for HTTP-POST; for HTTP-Redirect they are written without, and
/// <see cref="RedirectBinding.Encode"/> signs the query (SAML bindings §3.4.4.1).
/// </summary>
public static class LogoutWriter
{
    /// <summary>Asks a service provider to end a user's sessions.</summary>
    public static SamlResult<SamlOutgoing> Write(LogoutRequest request, SamlSigner? signer)
    {
        if (!SamlId.IsId(request.Id))
        {
            return ResponseRefusals.Id;
        }

        if (string.IsNullOrWhiteSpace(request.NameId.Value) || string.IsNullOrWhiteSpace(request.Issuer))
        {
            return ResponseRefusals.Empty;
        }

        using var writer = new CanonicalWriter();
        writer
            .Raw("<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""u8)
            .Attribute("Destination"u8, request.Destination)
            .Attribute("ID"u8, request.Id)
            .Attribute("IssueInstant"u8, request.IssueInstant)
            .Attribute("NotOnOrAfter"u8, request.NotOnOrAfter)
            .Attribute("Reason"u8, request.Reason)
            .Raw(" Version=\"2.0\">"u8);
        var at = Issuer(writer, request.Issuer);
        request.NameId.Write(writer, declares: true);
        foreach (var session in request.SessionIndexes)
        {
            writer.Raw("<samlp:SessionIndex>"u8).Text(session).Raw("</samlp:SessionIndex>"u8);
        }

        writer.Raw("</samlp:LogoutRequest>"u8);
        return SamlResponseWriter.Finish(writer, at, request.Id, signer, isRequest: true);
    }

    /// <summary>Tells a service provider what became of its request.</summary>
    public static SamlResult<SamlOutgoing> Write(LogoutResponse response, SamlSigner? signer)
    {
        if (!SamlId.IsId(response.Id) || !SamlId.IsId(response.InResponseTo))
        {
            return ResponseRefusals.Id;
        }

        using var writer = new CanonicalWriter();
        writer
            .Raw("<samlp:LogoutResponse xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""u8)
            .Attribute("Destination"u8, response.Destination)
            .Attribute("ID"u8, response.Id)
            .Attribute("InResponseTo"u8, response.InResponseTo)
            .Attribute("IssueInstant"u8, response.IssueInstant)
            .Raw(" Version=\"2.0\">"u8);
        var at = Issuer(writer, response.Issuer);
        StatusWriter.Write(writer, response.Status);
        writer.Raw("</samlp:LogoutResponse>"u8);
        return SamlResponseWriter.Finish(writer, at, response.Id, signer, isRequest: false);
    }

    /// <summary>Answers where a signature goes.</summary>
    private static int Issuer(CanonicalWriter writer, string issuer) =>
        writer.Raw("<saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"u8).Text(issuer).Raw("</saml:Issuer>"u8).Length;
}
