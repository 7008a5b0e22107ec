namespace Portico.Saml.Bindings;

/// <summary>What the form of HTTP-POST holds (SAML bindings §3.5.4): hidden fields, sent by the browser to the action.</summary>
/// <param name="Action">Where to; from metadata, never from the message.</param>
/// <param name="Field"><c>SAMLRequest</c> or <c>SAMLResponse</c>.</param>
/// <param name="Value">The message in base64.</param>
/// <param name="RelayState">Null leaves the field out.</param>
public sealed record PostForm(string Action, string Field, string Value, string? RelayState);

/// <summary>HTTP-POST (SAML bindings §3.5).</summary>
public static class PostBinding
{
    /// <summary>Reads the form's fields; null for one that was not sent. A field sent twice is the caller's to refuse, as an error of the form.</summary>
    public static SamlResult<IncomingMessage> Decode(
        string? samlRequest,
        string? samlResponse,
        string? relayState,
        SamlLimits? limits = null
    )
    {
        limits ??= SamlLimits.Message;
        if (samlRequest is not null && samlResponse is not null)
        {
            return BindingRefusals.Twice;
        }

        if ((samlRequest ?? samlResponse) is not { } text)
        {
            return BindingRefusals.NoMessage;
        }

        // Base64 takes four characters for three bytes, and perhaps two for each line of 64.
        if (text.Length > limits.Bytes / 2 * 3)
        {
            return Xml.XmlRefusals.TooLarge;
        }

        var relay = Base64Text.RelayState(relayState, limits);
        if (!relay.Succeeded)
        {
            return relay.Refusal;
        }

        return Base64Text.Decode(text, allowLines: true) is { } xml
            ? IncomingMessage.Open(xml, samlRequest is not null, relay.Value.Text, query: null, SamlBindings.Post, limits)
            : BindingRefusals.Base64;
    }

    /// <summary>The form that carries the message to the endpoint.</summary>
    public static PostForm Encode(string endpoint, SamlOutgoing message, string? relayState) =>
        new(
            endpoint,
            message.IsRequest ? "SAMLRequest" : "SAMLResponse",
            Convert.ToBase64String(message.Xml.Span),
            string.IsNullOrEmpty(relayState) ? null : relayState
        );
}
