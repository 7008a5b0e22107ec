using Portico.Saml.Bindings;

namespace Portico.Saml.Requests;

/// <summary>A service provider asks that somebody be signed in (SAML core §3.4.1).</summary>
public sealed record AuthnRequest
{
    public required string Id { get; init; }

    /// <summary>The service provider's entity ID.</summary>
    public required string Issuer { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    /// <summary>The address it was meant for; null when it does not say.</summary>
    public required string? Destination { get; init; }

    /// <summary>Not by a session that exists.</summary>
    public required bool ForceAuthn { get; init; }

    /// <summary>Without showing anything to the user.</summary>
    public required bool IsPassive { get; init; }

    /// <summary>The endpoint for the answer by its index in metadata; excludes the next two.</summary>
    public required int? AcsIndex { get; init; }

    public required string? AcsUrl { get; init; }

    /// <summary>How the answer shall travel.</summary>
    public required string? ProtocolBinding { get; init; }

    /// <summary>Which of its AttributeConsumingServices it asks for.</summary>
    public required int? AttributeConsumingServiceIndex { get; init; }

    public required NameIdPolicy? NameIdPolicy { get; init; }

    public required RequestedAuthnContext? RequestedAuthnContext { get; init; }

    /// <summary>Who shall be signed in, when the service provider knows; the answer may be about nobody else.</summary>
    public required SamlNameId? Subject { get; init; }

    /// <summary>Whether the sender's signature was verified.</summary>
    public required bool IsSigned { get; init; }

    public required string? RelayState { get; init; }

    /// <summary>Reads the request.</summary>
    public static SamlResult<AuthnRequest> Read(CheckedMessage message) => AuthnRequestReading.Read(message);
}

/// <summary>What the name ID in the answer shall be (SAML core §3.4.1.1).</summary>
/// <param name="Format">Null or unspecified leaves it to the identity provider.</param>
/// <param name="SpNameQualifier">For whom the name shall be made, when it is not the asking service provider.</param>
/// <param name="AllowCreate">Whether a name may be given that did not exist before.</param>
public sealed record NameIdPolicy(string? Format, string? SpNameQualifier, bool AllowCreate);

/// <summary>How the user must have been authenticated (SAML core §3.3.2.2.1).</summary>
/// <param name="Comparison">How the classes are meant.</param>
/// <param name="ClassRefs">In the order of preference; at least one.</param>
public sealed record RequestedAuthnContext(AuthnContextComparison Comparison, IReadOnlyList<string> ClassRefs);

/// <summary>How what happened is held against what was asked for.</summary>
public enum AuthnContextComparison
{
    /// <summary>It is one of them.</summary>
    Exact,

    /// <summary>It is as strong as one of them.</summary>
    Minimum,

    /// <summary>It is as strong as possible, and no stronger than one of them.</summary>
    Maximum,

    /// <summary>It is stronger than each of them.</summary>
    Better,
}
