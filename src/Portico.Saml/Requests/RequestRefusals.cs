namespace Portico.Saml.Requests;

/// <summary>Why a message that could be read is not acted upon.</summary>
public static class RequestRefusals
{
    public static readonly SamlRefusal OtherIssuer = new(
        "saml-request-issuer",
        "The message comes from another service provider than the one it was held against."
    );
    public static readonly SamlRefusal NotSigned = new(
        "saml-request-unsigned",
        "The message is not signed by a known certificate, and must be."
    );
    public static readonly SamlRefusal DestinationMissing = new(
        "saml-request-destination-missing",
        "The message is signed, and does not say for which address it is meant."
    );
    public static readonly SamlRefusal Destination = new("saml-request-destination", "The message was meant for another address.");
    public static readonly SamlRefusal TooOld = new(
        "saml-request-too-old",
        "The message was made too long ago. Begin again, or set the service provider's clock right."
    );
    public static readonly SamlRefusal TooEarly = new(
        "saml-request-too-early",
        "The message was made in the future. Set the service provider's clock right."
    );
    public static readonly SamlRefusal Expired = new(
        "saml-request-expired",
        "The time in which the message was to be carried out is over."
    );
    public static readonly SamlRefusal ProtocolBinding = new(
        "saml-request-protocol-binding",
        "The answer was asked for by another binding than HTTP-POST."
    );
    public static readonly SamlRefusal AcsUrl = new(
        "saml-request-acs-url",
        "The answer was asked for at an address that is not an assertion consumer service of the service provider's metadata."
    );
    public static readonly SamlRefusal AcsIndex = new(
        "saml-request-acs-index",
        "The answer was asked for at an index that no assertion consumer service of the service provider's metadata has."
    );
    public static readonly SamlRefusal NoAcs = new(
        "saml-request-no-acs",
        "The service provider's metadata has no assertion consumer service for HTTP-POST."
    );
    public static readonly SamlRefusal InResponseTo = new(
        "saml-response-in-response-to",
        "The answer is not to the request that was sent."
    );
}
