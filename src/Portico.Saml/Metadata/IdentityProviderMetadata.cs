using Portico.Saml.Signatures;

namespace Portico.Saml.Metadata;

/// <summary>An endpoint of ours.</summary>
/// <param name="Binding">One of <see cref="SamlBindings"/>.</param>
/// <param name="Location">Its address.</param>
public sealed record IdentityProviderEndpoint(string Binding, string Location);

/// <summary>What a service provider needs to know of this identity provider (SAML metadata §2.4.3).</summary>
public sealed record IdentityProviderMetadata
{
    /// <summary>Of the document, when it is signed.</summary>
    public required string Id { get; init; }

    public required string EntityId { get; init; }

    /// <summary>In DER; the one in use first. Several while a key is changed, so that both are known in time.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> SigningCertificates { get; init; }

    public required IReadOnlyList<IdentityProviderEndpoint> SingleSignOnServices { get; init; }

    public IReadOnlyList<IdentityProviderEndpoint> SingleLogoutServices { get; init; } = [];

    public IReadOnlyList<string> NameIdFormats { get; init; } = [];

    public bool WantAuthnRequestsSigned { get; init; }

    /// <summary>Null says nothing.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The document in UTF-8, signed when there is a signer.</summary>
    public SamlResult<ReadOnlyMemory<byte>> Write(SamlSigner? signer = null) => IdentityProviderWriter.Write(this, signer);
}
