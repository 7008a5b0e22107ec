using Portico.Saml.Bindings;
using Portico.Saml.Signatures;
using Portico.Saml.Xml;

namespace Portico.Saml.Responses;

/// <summary>
/// Writes and signs responses. Everything is written once, in canonical form, into pooled buffers; what is signed is hashed as it stands.
/// </summary>
public static class SamlResponseWriter
{
    /// <summary>The response, ready for HTTP-POST. An error is signed as a response, whatever the protection says of assertions.</summary>
    public static SamlResult<SamlOutgoing> Write(SamlResponse response, SamlSigner signer, SamlProtection? protection = null)
    {
        if (Unfit(response) is { } unfit)
        {
            return unfit;
        }

        protection ??= SamlProtection.Usual;
        using var assertion = new CanonicalWriter();
        if (response.Assertion is { } said && Assertion(response, said, signer, protection, assertion) is { } refusal)
        {
            return refusal;
        }

        var isSigned = response.Assertion is null || protection.Signing is not SamlSigning.Assertion;
        return Response(response, assertion.Written, isSigned ? signer : null);
    }

    /// <summary>The response without any signature, to be looked at: nobody takes it.</summary>
    public static SamlResult<ReadOnlyMemory<byte>> Draft(SamlResponse response)
    {
        if (Unfit(response) is { } unfit)
        {
            return unfit;
        }

        using var assertion = new CanonicalWriter();
        if (response.Assertion is { } said)
        {
            AssertionWriter.Write(assertion, response, said);
        }

        var written = assertion.MetUnwritable ? ResponseRefusals.Unwritable : Response(response, assertion.Written, signer: null);
        return written.Succeeded ? written.Value.Xml : written.Refusal;
    }

    /// <summary>SAML core §6.2: signed first, then encrypted, so that the signature holds for what is inside.</summary>
    private static SamlRefusal? Assertion(
        SamlResponse response,
        SamlAssertion said,
        SamlSigner signer,
        SamlProtection protection,
        CanonicalWriter target
    )
    {
        using var unsigned = new CanonicalWriter();
        var at = AssertionWriter.Write(unsigned, response, said);
        if (unsigned.MetUnwritable)
        {
            return ResponseRefusals.Unwritable;
        }

        using var plain = new CanonicalWriter();
        var first = protection.Encryption is null ? target : plain;
        if (protection.Signing is SamlSigning.Response)
        {
            first.Raw(unsigned.Written);
        }
        else
        {
            EnvelopedSignature.Insert(unsigned.Written, at, said.Id, signer, first);
        }

        return protection.Encryption is { } encryption ? AssertionEncryption.Write(plain.Written, encryption, target) : null;
    }

    private static SamlResult<SamlOutgoing> Response(SamlResponse response, ReadOnlySpan<byte> assertion, SamlSigner? signer)
    {
        using var unsigned = new CanonicalWriter();
        unsigned
            .Raw("<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""u8)
            .Attribute("Destination"u8, response.Destination)
            .Attribute("ID"u8, response.Id)
            .Attribute("InResponseTo"u8, response.InResponseTo)
            .Attribute("IssueInstant"u8, response.IssueInstant)
            .Raw(" Version=\"2.0\"><saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"u8)
            .Text(response.Issuer)
            .Raw("</saml:Issuer>"u8);
        var at = unsigned.Length;
        StatusWriter.Write(unsigned, response.Status);
        unsigned.Raw(assertion).Raw("</samlp:Response>"u8);
        return Finish(unsigned, at, response.Id, signer, isRequest: false);
    }

    /// <summary>The whole message, with a signature when there is a signer.</summary>
    internal static SamlResult<SamlOutgoing> Finish(CanonicalWriter unsigned, int at, string id, SamlSigner? signer, bool isRequest)
    {
        if (unsigned.MetUnwritable)
        {
            return ResponseRefusals.Unwritable;
        }

        if (signer is null)
        {
            return new SamlOutgoing(unsigned.Written.ToArray(), isRequest);
        }

        using var signed = new CanonicalWriter();
        EnvelopedSignature.Insert(unsigned.Written, at, id, signer, signed);
        return new SamlOutgoing(signed.Written.ToArray(), isRequest);
    }

    private static SamlRefusal? Unfit(SamlResponse response)
    {
        if (response.Status.IsSuccess == response.Assertion is null)
        {
            return ResponseRefusals.Status;
        }

        if (!SamlId.IsId(response.Id) || (response.InResponseTo is { } answered && !SamlId.IsId(answered)))
        {
            return ResponseRefusals.Id;
        }

        if (IsBlank(response.Issuer) || IsBlank(response.Destination) || IsBlank(response.Status.Code))
        {
            return ResponseRefusals.Empty;
        }

        return response.Assertion is { } assertion ? Unfit(assertion, response.Id) : null;
    }

    /// <summary>SAML core §1.3.1: texts have a character that is no blank; §8.3.7–8: persistent and transient names have at most 256.</summary>
    private static SamlRefusal? Unfit(SamlAssertion assertion, string responseId)
    {
        if (!SamlId.IsId(assertion.Id) || string.Equals(assertion.Id, responseId, StringComparison.Ordinal))
        {
            return ResponseRefusals.Id;
        }

        var isOwn = assertion.NameId.Format is NameIdFormats.Persistent or NameIdFormats.Transient;
        if (assertion.NameId.Value.Length > (isOwn ? 256 : ElementReading.TextMaxLength))
        {
            return ResponseRefusals.TooLong;
        }

        return
            IsBlank(assertion.NameId.Value)
            || IsBlank(assertion.Audience)
            || IsBlank(assertion.SessionIndex)
            || IsBlank(assertion.AuthnContextClassRef)
            || assertion.Attributes.Any(a => IsBlank(a.Name))
            ? ResponseRefusals.Empty
            : null;
    }

    private static bool IsBlank(string value) => string.IsNullOrWhiteSpace(value);
}
