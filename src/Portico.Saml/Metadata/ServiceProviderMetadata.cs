using Portico.Saml.Signatures;

namespace Portico.Saml.Metadata;

/// <summary>Where a service provider takes responses (SAML metadata §2.4.4); only those for HTTP-POST are kept.</summary>
public sealed record AssertionConsumerService(int Index, string Location, bool? IsDefault = null);

/// <summary>Where a service provider takes logout messages, and where it wants the answers (SAML metadata §2.2.2).</summary>
/// <param name="Binding">HTTP-Redirect or HTTP-POST.</param>
/// <param name="Location">Where requests go.</param>
/// <param name="ResponseLocation">Where responses go; null for the same address.</param>
public sealed record SingleLogoutService(string Binding, string Location, string? ResponseLocation = null);

/// <summary>An attribute that a service provider asks for (SAML metadata §2.4.4.2).</summary>
public sealed record AttributeRequest(string Name, string? NameFormat, string? FriendlyName, bool IsRequired);

/// <summary>A set of attributes that can be asked for by index (SAML metadata §2.4.4.1).</summary>
public sealed record AttributeConsumingService(int Index, bool? IsDefault, IReadOnlyList<AttributeRequest> Attributes);

/// <summary>A key to encrypt for a service provider, with the algorithms it names (SAML metadata §2.4.1.1); none named is no promise.</summary>
public sealed record EncryptionKey(SamlCertificate Certificate, IReadOnlyList<string> Methods);

/// <summary>What is known of a service provider: from its metadata, or filled in by hand.</summary>
public sealed record ServiceProviderMetadata
{
    public required string EntityId { get; init; }

    public required IReadOnlyList<AssertionConsumerService> AssertionConsumerServices { get; init; }

    public IReadOnlyList<SingleLogoutService> SingleLogoutServices { get; init; } = [];

    public IReadOnlyList<SamlCertificate> SigningCertificates { get; init; } = [];

    public IReadOnlyList<EncryptionKey> EncryptionKeys { get; init; } = [];

    /// <summary>It signs all its requests, and unsigned ones are not its own.</summary>
    public bool AuthnRequestsSigned { get; init; }

    public bool WantAssertionsSigned { get; init; }

    public IReadOnlyList<string> NameIdFormats { get; init; } = [];

    public IReadOnlyList<AttributeConsumingService> AttributeConsumingServices { get; init; } = [];

    /// <summary>The metadata is worth nothing afterwards (SAML metadata §2.3.2).</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How long it may be kept before it is fetched again.</summary>
    public TimeSpan? CacheDuration { get; init; }

    /// <summary>
    /// SAML metadata §2.2.3: the first that says it is the default, else the first that does not say it is not, else the first. Null when
    /// there is none.
    /// </summary>
    public AssertionConsumerService? DefaultAcs =>
        AssertionConsumerServices.FirstOrDefault(a => a.IsDefault == true)
        ?? AssertionConsumerServices.FirstOrDefault(a => a.IsDefault is null)
        ?? (AssertionConsumerServices.Count > 0 ? AssertionConsumerServices[0] : null);

    /// <summary>Reads a metadata document: one EntityDescriptor, or the wanted one of many. Null wants the only one there is.</summary>
    public static SamlResult<ServiceProviderMetadata> Read(ReadOnlySpan<byte> xml, string? entityId = null, SamlLimits? limits = null) =>
        ServiceProviderReading.Read(xml, entityId, limits ?? SamlLimits.Metadata);
}
