using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Applications.Catalog;

/// <summary>A well-known service that takes SAML sign-ins, with the settings that it needs. Addresses and constants may hold {variables}.</summary>
public sealed record CatalogService
{
    public const int IdMaxLength = 60;

    /// <summary>Never changed: applications remember it.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required CatalogCategory Category { get; init; }

    /// <summary>Where the service itself says how it is set up.</summary>
    public required string Documentation { get; init; }

    /// <summary>Where the settings are from.</summary>
    public required CatalogBasis Basis { get; init; }

    /// <summary>What has to be known of the organization's account there.</summary>
    public IReadOnlyList<CatalogVariable> Variables { get; init; } = [];

    /// <summary>The service provider's.</summary>
    public required string EntityId { get; init; }

    /// <summary>Where assertions go, the default first.</summary>
    public required IReadOnlyList<string> AcsUrls { get; init; }

    /// <summary>Null when it takes no logout.</summary>
    public string? LogoutUrl { get; init; }
    public SamlBinding LogoutBinding { get; init; }
    public required SamlNameIdFormat NameIdFormat { get; init; }
    public required SamlNameIdSource NameIdSource { get; init; }

    /// <summary>The name of the custom attribute that is the name ID.</summary>
    public string? NameIdAttribute { get; init; }
    public IReadOnlyList<SamlMapping> Attributes { get; init; } = [];
    public required SamlSigning Signing { get; init; }

    /// <summary>Sent when the sign-in begins at the tile.</summary>
    public string? DefaultRelayState { get; init; }

    /// <summary>What to do at the service, in this order.</summary>
    public required IReadOnlyList<CatalogStep> Steps { get; init; }
}

/// <summary>What has to be filled in, because it differs between the customers of a service.</summary>
public sealed record CatalogVariable
{
    /// <summary>As it stands in braces: subdomain.</summary>
    public required string Name { get; init; }

    /// <summary>As people read it.</summary>
    public required string Label { get; init; }

    /// <summary>Where it is found.</summary>
    public required string Help { get; init; }

    /// <summary>A regular expression for the whole value.</summary>
    public required string Pattern { get; init; }

    /// <summary>A value of the right form.</summary>
    public required string Example { get; init; }
}

/// <summary>One step of setting the service up.</summary>
public sealed record CatalogStep
{
    public required string Text { get; init; }

    /// <summary>What to put into which of its fields.</summary>
    public IReadOnlyList<CatalogPaste> Paste { get; init; } = [];
}

/// <summary>What goes into a field of the service: something of the identity provider, or a text.</summary>
public sealed record CatalogPaste
{
    /// <summary>The field as the service calls it.</summary>
    public required string Field { get; init; }

    /// <summary>Null where it is a text.</summary>
    public CatalogPasteKind? Value { get; init; }
    public string? Text { get; init; }
}

/// <summary>What a service may ask for of the identity provider.</summary>
public enum CatalogPasteKind
{
    EntityId,
    SignInUrl,
    LogoutUrl,
    MetadataUrl,

    /// <summary>The metadata as a file.</summary>
    MetadataFile,

    /// <summary>In PEM.</summary>
    Certificate,

    /// <summary>The certificate's SHA-1 fingerprint, in pairs with colons.</summary>
    Sha1Fingerprint,

    /// <summary>The certificate's SHA-256 fingerprint, in pairs with colons.</summary>
    Sha256Fingerprint,
}

/// <summary>Where settings are from.</summary>
public enum CatalogBasis
{
    /// <summary>From public documentation, untested.</summary>
    Documentation,

    /// <summary>Users were signed in to the service itself with them.</summary>
    Tested,
}

/// <summary>What a service is for.</summary>
public enum CatalogCategory
{
    Business,
    Cloud,
    Communication,
    Design,
    Development,
    Files,
    Knowledge,
    Monitoring,
    Network,
    Projects,
    Security,
    Support,
}
