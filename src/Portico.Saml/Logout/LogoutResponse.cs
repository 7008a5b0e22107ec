using Portico.Saml.Bindings;
using Portico.Saml.Requests;
using Portico.Saml.Xml;

namespace Portico.Saml.Logout;

/// <summary>What became of a logout (SAML core §3.7.2).</summary>
public sealed record LogoutResponse
{
    public required string Id { get; init; }

    public required string Issuer { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    public required string? Destination { get; init; }

    /// <summary>The ID of the request that it answers.</summary>
    public required string InResponseTo { get; init; }

    public required SamlStatus Status { get; init; }

    /// <summary>Whether the sender's signature was verified.</summary>
    public bool IsSigned { get; init; }

    public string? RelayState { get; init; }

    /// <summary>Reads the response.</summary>
    public static SamlResult<LogoutResponse> Read(CheckedMessage message)
    {
        if (message.Kind is not SamlMessageKind.LogoutResponse)
        {
            return BindingRefusals.Kind;
        }

        var reading = new Reading();
        var root = reading.Of(message.Root);
        root.Only("Issuer", "Signature", "Extensions", "Status");
        if (root.Child(SamlNamespaces.Protocol, "Status") is not { } status)
        {
            return new SamlRefusal("saml-missing", "LogoutResponse lacks Status.");
        }

        var response = new LogoutResponse
        {
            Id = root.Id("ID"),
            Issuer = RequestHead.Issuer(root, message),
            IssueInstant = root.Time("IssueInstant"),
            Destination = root.OptionalUri("Destination"),
            InResponseTo = root.Id("InResponseTo"),
            Status = ReadStatus(status),
            IsSigned = message.IsSigned,
            RelayState = message.RelayState,
        };
        return reading.Refusal is { } refusal ? refusal : response;
    }

    /// <summary>Holds the response against the request that was sent; null when it is its answer. SAML profiles §4.4.4.2: it must be signed.</summary>
    public SamlRefusal? Check(string issuer, string requestId, IReadOnlyList<string> endpoints, DateTimeOffset now)
    {
        if (!string.Equals(Issuer, issuer, StringComparison.Ordinal))
        {
            return RequestRefusals.OtherIssuer;
        }

        if (!IsSigned)
        {
            return RequestRefusals.NotSigned;
        }

        if (!string.Equals(InResponseTo, requestId, StringComparison.Ordinal))
        {
            return RequestRefusals.InResponseTo;
        }

        return MessageChecks.Destination(Destination, IsSigned, endpoints) ?? MessageChecks.IssueInstant(IssueInstant, now);
    }

    private static SamlStatus ReadStatus(ElementReading status)
    {
        if (status.Child(SamlNamespaces.Protocol, "StatusCode") is not { } code)
        {
            status.Missing("StatusCode");
            return SamlStatus.Success;
        }

        return new SamlStatus(
            code.Required("Value"),
            code.Child(SamlNamespaces.Protocol, "StatusCode")?.Required("Value"),
            status.Child(SamlNamespaces.Protocol, "StatusMessage")?.Element.Text
                is { Length: > 0 and <= ElementReading.TextMaxLength } words
                ? words
                : null
        );
    }
}
