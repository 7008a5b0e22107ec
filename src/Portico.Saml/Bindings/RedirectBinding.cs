using System.Text;
using Portico.Saml.Signatures;

namespace Portico.Saml.Bindings;

/// <summary>HTTP-Redirect with DEFLATE encoding (SAML bindings §3.4).</summary>
public static class RedirectBinding
{
    /// <summary>SAML bindings §3.4.4.1: the only encoding there is.</summary>
    private const string DeflateEncoding = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

    /// <summary>Of the query. Browsers and proxies end long before.</summary>
    private const int QueryMaxLength = 64 * 1024;

    /// <summary>Reads the query exactly as it was sent, with or without its question mark.</summary>
    public static SamlResult<IncomingMessage> Decode(string query, SamlLimits? limits = null)
    {
        limits ??= SamlLimits.Message;
        if (query.Length > QueryMaxLength)
        {
            return Xml.XmlRefusals.TooLarge;
        }

        var split = RedirectQuery.Split(query);
        if (!split.Succeeded)
        {
            return split.Refusal;
        }

        var parts = split.Value;
        if (parts.Encoding is not null && RedirectQuery.Decode(parts.Encoding) is not DeflateEncoding)
        {
            return BindingRefusals.Encoding;
        }

        var relayState = Base64Text.RelayState(
            parts.RelayState is null ? null : RedirectQuery.Decode(parts.RelayState) ?? "\uFFFD",
            limits
        );
        if (!relayState.Succeeded)
        {
            return relayState.Refusal;
        }

        var signature = SignatureOf(parts);
        if (!signature.Succeeded)
        {
            return signature.Refusal;
        }

        return Open(parts, relayState.Value, signature.Value, limits);
    }

    /// <summary>
    /// The address that carries the message: to the endpoint, signed unless there is no signer. The endpoint may have a query of its own.
    /// </summary>
    public static string Encode(string endpoint, SamlOutgoing message, string? relayState, SamlSigner? signer)
    {
        var query = new StringBuilder()
            .Append(message.IsRequest ? "SAMLRequest=" : "SAMLResponse=")
            .Append(Uri.EscapeDataString(Convert.ToBase64String(Deflate.Shrink(message.Xml.Span))));
        // SAML bindings §3.4.4.1: without a RelayState the parameter is left out, of the signature too.
        if (!string.IsNullOrEmpty(relayState))
        {
            query.Append("&RelayState=").Append(Uri.EscapeDataString(relayState));
        }

        if (signer is not null)
        {
            query.Append("&SigAlg=").Append(Uri.EscapeDataString(signer.Method.Uri));
            var signature = signer.Sign(Encoding.UTF8.GetBytes(query.ToString()));
            query.Append("&Signature=").Append(Uri.EscapeDataString(Convert.ToBase64String(signature)));
        }

        return $"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";
    }

    private static SamlResult<IncomingMessage> Open(RedirectQuery parts, RelayStateValue relayState, Signing signing, SamlLimits limits)
    {
        if (RedirectQuery.Decode(parts.Message) is not { } text || Base64Text.Decode(text, allowLines: false) is not { } deflated)
        {
            return BindingRefusals.Base64;
        }

        var xml = Deflate.Inflate(deflated, limits.Bytes);
        return xml.Succeeded
            ? IncomingMessage.Open(xml.Value, parts.IsRequest, relayState.Text, signing.Signature, SamlBindings.Redirect, limits)
            : xml.Refusal;
    }

    private static SamlResult<Signing> SignatureOf(RedirectQuery parts)
    {
        if (parts.Signature is null && parts.SigAlg is null)
        {
            return new Signing(null);
        }

        if (
            parts.Signature is null
            || parts.SigAlg is null
            || RedirectQuery.Decode(parts.Signature) is not { } text
            || Base64Text.Decode(text, allowLines: true) is not { Length: > 0 and <= 2048 } value
        )
        {
            return BindingRefusals.Signature;
        }

        return SignatureMethods.Find(RedirectQuery.Decode(parts.SigAlg)) is { } method
            ? new Signing(new QuerySignature(Encoding.UTF8.GetBytes(parts.Signed()), method, value))
            : SignatureRefusals.Algorithm;
    }

    private sealed record Signing(QuerySignature? Signature);
}
