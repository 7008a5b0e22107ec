using Portico.Saml.Bindings;
using Portico.Saml.Requests;
using Portico.Saml.Xml;

namespace Portico.Saml.Logout;

/// <summary>One side asks the other to end a user's sessions (SAML core §3.7.1).</summary>
public sealed record LogoutRequest
{
    private const int MaxSessions = 100;

    public required string Id { get; init; }

    /// <summary>The sender's entity ID.</summary>
    public required string Issuer { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    public required string? Destination { get; init; }

    /// <summary>As the assertion named the user, qualifiers included.</summary>
    public required SamlNameId NameId { get; init; }

    /// <summary>Which sessions; none means all of the user's with this service provider.</summary>
    public required IReadOnlyList<string> SessionIndexes { get; init; }

    /// <summary>When the request stops to matter; null does not say.</summary>
    public DateTimeOffset? NotOnOrAfter { get; init; }

    /// <summary>Why (SAML core §3.7.3), or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the sender's signature was verified.</summary>
    public bool IsSigned { get; init; }

    public string? RelayState { get; init; }

    /// <summary>Reads the request.</summary>
    public static SamlResult<LogoutRequest> Read(CheckedMessage message)
    {
        if (message.Kind is not SamlMessageKind.LogoutRequest)
        {
            return BindingRefusals.Kind;
        }

        var reading = new Reading();
        var root = reading.Of(message.Root);
        root.Only("Issuer", "Signature", "Extensions", "NameID", "SessionIndex");
        if (root.Child(SamlNamespaces.Assertion, "NameID") is not { } nameId)
        {
            // SAML core §3.7.1 also has BaseID and EncryptedID; we give out neither.
            return new SamlRefusal("saml-logout-name-id", "The request does not name the user by a NameID.");
        }

        var request = new LogoutRequest
        {
            Id = root.Id("ID"),
            Issuer = RequestHead.Issuer(root, message),
            IssueInstant = root.Time("IssueInstant"),
            Destination = root.OptionalUri("Destination"),
            NameId = SamlNameId.Read(nameId),
            SessionIndexes = root.Children(SamlNamespaces.Protocol, "SessionIndex", MaxSessions).ConvertAll(s => s.Text(256)),
            NotOnOrAfter = root.OptionalTime("NotOnOrAfter"),
            Reason = root.Optional("Reason"),
            IsSigned = message.IsSigned,
            RelayState = message.RelayState,
        };
        return reading.Refusal is { } refusal ? refusal : request;
    }

    /// <summary>
    /// Holds the request against the service provider it came from; answers until when its ID must be remembered. SAML profiles §4.4.4.1:
    /// it must be signed.
    /// </summary>
    public SamlResult<RememberedUntil> Check(string issuer, IReadOnlyList<string> endpoints, DateTimeOffset now)
    {
        if (!string.Equals(Issuer, issuer, StringComparison.Ordinal))
        {
            return RequestRefusals.OtherIssuer;
        }

        if (!IsSigned)
        {
            return RequestRefusals.NotSigned;
        }

        var refusal =
            MessageChecks.Destination(Destination, IsSigned, endpoints)
            ?? MessageChecks.IssueInstant(IssueInstant, now)
            ?? (now - NotOnOrAfter >= MessageChecks.Skew ? RequestRefusals.Expired : null);
        return refusal is null ? new RememberedUntil(MessageChecks.RememberUntil(IssueInstant)) : refusal;
    }
}

/// <summary>Until when the ID of a message is remembered, so that it is not taken a second time.</summary>
public readonly record struct RememberedUntil(DateTimeOffset Time);
