using Portico.Saml.Bindings;
using Portico.Saml.Xml;

namespace Portico.Saml.Requests;

/// <summary>Reads an AuthnRequest element.</summary>
internal static class AuthnRequestReading
{
    private const int MaxContexts = 20;

    public static SamlResult<AuthnRequest> Read(CheckedMessage message)
    {
        if (message.Kind is not SamlMessageKind.AuthnRequest)
        {
            return BindingRefusals.Kind;
        }

        var reading = new Reading();
        var root = reading.Of(message.Root);
        // SAML core §3.2.1: Extensions are by agreement, and we have none. §3.4.1: Scoping concerns identity providers that pass requests on.
        root.Only("Issuer", "Signature", "Extensions", "Subject", "NameIDPolicy", "Conditions", "RequestedAuthnContext", "Scoping");
        var request = new AuthnRequest
        {
            Id = root.Id("ID"),
            Issuer = RequestHead.Issuer(root, message),
            IssueInstant = root.Time("IssueInstant"),
            Destination = root.OptionalUri("Destination"),
            ForceAuthn = root.Boolean("ForceAuthn") ?? false,
            IsPassive = root.Boolean("IsPassive") ?? false,
            AcsIndex = root.Number("AssertionConsumerServiceIndex"),
            AcsUrl = root.OptionalUri("AssertionConsumerServiceURL"),
            ProtocolBinding = root.OptionalUri("ProtocolBinding"),
            AttributeConsumingServiceIndex = root.Number("AttributeConsumingServiceIndex"),
            NameIdPolicy = Policy(root.Child(SamlNamespaces.Protocol, "NameIDPolicy")),
            RequestedAuthnContext = Context(root.Child(SamlNamespaces.Protocol, "RequestedAuthnContext")),
            Subject = Subject(root.Child(SamlNamespaces.Assertion, "Subject")),
            IsSigned = message.IsSigned,
            RelayState = message.RelayState,
        };
        if (request.AcsIndex is not null && (request.AcsUrl ?? request.ProtocolBinding) is not null)
        {
            // SAML core §3.4.1: mutually exclusive.
            reading.Refuse(
                "saml-request-acs-twice",
                "The request names its assertion consumer service both by index and by address or binding."
            );
        }

        return reading.Refusal is { } refusal ? refusal : request;
    }

    private static NameIdPolicy? Policy(ElementReading? element) =>
        element is { } policy
            ? new NameIdPolicy(policy.OptionalUri("Format"), policy.Optional("SPNameQualifier"), policy.Boolean("AllowCreate") ?? false)
            : null;

    private static RequestedAuthnContext? Context(ElementReading? element)
    {
        if (element is not { } context)
        {
            return null;
        }

        context.Only("AuthnContextClassRef", "AuthnContextDeclRef");
        var classes = context.Children(SamlNamespaces.Assertion, "AuthnContextClassRef", MaxContexts);
        if (classes.Count == 0)
        {
            context.Reading.Refuse(
                "saml-request-authn-context",
                "The request asks for an authentication context in another way than by class."
            );
        }

        return new RequestedAuthnContext(Comparison(context), classes.ConvertAll(c => c.Uri()));
    }

    /// <summary>SAML core §3.3.2.2.1: exact when it is not said.</summary>
    private static AuthnContextComparison Comparison(ElementReading context)
    {
        switch (context.Optional("Comparison"))
        {
            case null or "exact":
                return AuthnContextComparison.Exact;
            case "minimum":
                return AuthnContextComparison.Minimum;
            case "maximum":
                return AuthnContextComparison.Maximum;
            case "better":
                return AuthnContextComparison.Better;
            default:
                context.Invalid("Comparison");
                return AuthnContextComparison.Exact;
        }
    }

    /// <summary>SAML profiles §4.1.4.1: a subject in a request must hold no SubjectConfirmation.</summary>
    private static SamlNameId? Subject(ElementReading? element)
    {
        if (element is not { } subject)
        {
            return null;
        }

        if (subject.Child(SamlNamespaces.Assertion, "NameID") is { } nameId)
        {
            subject.Only("NameID");
            return SamlNameId.Read(nameId);
        }

        subject.Reading.Refuse("saml-request-subject", "The request names its subject in another way than by a NameID.");
        return null;
    }
}
