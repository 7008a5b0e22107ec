namespace Portico.Saml.Responses;

/// <summary>The answer to a service provider (SAML core §3.3.3): an assertion about a user, or a status that says why there is none.</summary>
public sealed record SamlResponse
{
    public required string Id { get; init; }

    /// <summary>The identity provider's entity ID.</summary>
    public required string Issuer { get; init; }

    /// <summary>The assertion consumer service.</summary>
    public required string Destination { get; init; }

    public required DateTimeOffset IssueInstant { get; init; }

    /// <summary>The ID of the request; null when the identity provider began (SAML profiles §4.1.5).</summary>
    public string? InResponseTo { get; init; }

    public SamlStatus Status { get; init; } = SamlStatus.Success;

    /// <summary>Set exactly when the status is success.</summary>
    public SamlAssertion? Assertion { get; init; }
}

/// <summary>What is said of a user, for one service provider (SAML core §2.3.3, profiles §4.1.4.2).</summary>
public sealed record SamlAssertion
{
    public required string Id { get; init; }

    /// <summary>The service provider's entity ID (SAML core §2.5.1.4).</summary>
    public required string Audience { get; init; }

    public required SamlNameId NameId { get; init; }

    /// <summary>When the user was authenticated; at silent sign-on, long ago.</summary>
    public required DateTimeOffset AuthnInstant { get; init; }

    /// <summary>Names the session here, so that logout can name it too (SAML profiles §4.1.4.2).</summary>
    public required string SessionIndex { get; init; }

    /// <summary>When the service provider's session shall end; null leaves it to it.</summary>
    public DateTimeOffset? SessionNotOnOrAfter { get; init; }

    /// <summary>One of <see cref="AuthnContextClasses"/>.</summary>
    public string AuthnContextClassRef { get; init; } = AuthnContextClasses.Unspecified;

    public IReadOnlyList<SamlAttributeValues> Attributes { get; init; } = [];

    /// <summary>How long it can be redeemed (SAML profiles §4.1.4.2, NotOnOrAfter of SubjectConfirmationData).</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far before its making it holds already, for service providers whose clock is behind.</summary>
    public TimeSpan Skew { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>An attribute with its values (SAML core §2.7.3.1); one without values is written empty, as the standard allows.</summary>
/// <param name="Name">As the service provider knows it.</param>
/// <param name="Values">Each becomes an element of its own.</param>
/// <param name="NameFormat">One of <see cref="AttributeNameFormats"/>; null leaves it out, which means unspecified.</param>
/// <param name="FriendlyName">For people; decides nothing.</param>
public sealed record SamlAttributeValues(string Name, IReadOnlyList<string> Values, string? NameFormat = null, string? FriendlyName = null);

/// <summary>Which parts of a response are signed.</summary>
public enum SamlSigning
{
    /// <summary>What SAML profiles §4.1.3.5 demands of HTTP-POST in any case, and every service provider takes.</summary>
    Assertion,
    Response,
    Both,
}

/// <summary>How a response is protected.</summary>
public sealed record SamlProtection
{
    public static readonly SamlProtection Usual = new();

    public SamlSigning Signing { get; init; } = SamlSigning.Assertion;

    /// <summary>Null leaves the assertion in the clear within TLS.</summary>
    public SamlEncryption? Encryption { get; init; }
}
