using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>How users sign in to an application by SAML, and what the service provider must know of the identity provider.</summary>
public sealed class GetSamlSettings(OperationRunner runner, SamlAddresses addresses)
    : OrganizationQuery<ApplicationReference, GetSamlSettings.Result>(runner)
{
    public sealed record Result : SamlFields
    {
        /// <summary>Whether it is known where users go; before, nobody can sign in.</summary>
        public bool IsSetUp { get; init; }

        /// <summary>What the service provider is told.</summary>
        public required IdentityProvider IdentityProvider { get; init; }

        /// <summary>The service of the catalogue that the settings began with; null when they did not.</summary>
        public string? CatalogId { get; init; }

        /// <summary>Where the service provider's metadata was fetched from last; null when it was not.</summary>
        public string? MetadataUrl { get; init; }

        /// <summary>What an edit is based on; the ETag.</summary>
        public int Version { get; init; }
    }

    /// <param name="EntityId">Of the identity provider, for this application alone.</param>
    /// <param name="SignInUrl">Takes requests by HTTP-Redirect and HTTP-POST.</param>
    /// <param name="LogoutUrl">Takes logout messages by HTTP-Redirect and HTTP-POST.</param>
    /// <param name="MetadataUrl">All of it in one document, which anybody may read.</param>
    public sealed record IdentityProvider(string EntityId, string SignInUrl, string LogoutUrl, string MetadataUrl);

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(ApplicationReference request, Work work, CancellationToken ct)
    {
        if (!await work.Db.Set<Application>().AnyAsync(a => a.Id == request.Id && a.Kind == ApplicationKind.Saml, ct))
        {
            return new NoSuchApplication();
        }

        var organization = work.Scope.OrganizationId;
        var settings = await work.Db.Set<SamlSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == request.Id, ct);
        return Of(settings ?? new() { SealedPairwiseSecret = "" }, addresses.Of(organization, request.Id));
    }

    private static Result Of(SamlSettings settings, IdentityProvider provider) =>
        new()
        {
            EntityId = settings.EntityId is "" ? null : settings.EntityId,
            AcsEndpoints = settings.AcsEndpoints,
            SloUrl = settings.SloUrl,
            SloResponseUrl = settings.SloResponseUrl,
            SloBinding = settings.SloBinding,
            SigningCertificates = settings.SigningCertificates,
            EncryptionCertificate = settings.EncryptionCertificate,
            RequiresSignedRequests = settings.RequiresSignedRequests,
            Signing = settings.Signing,
            EncryptsAssertions = settings.EncryptsAssertions,
            NameIdFormat = settings.NameIdFormat,
            NameIdSource = settings.NameIdSource,
            NameIdAttribute = settings.NameIdAttribute,
            Attributes = settings.Attributes,
            SessionMinutes = settings.SessionMinutes,
            RequiresMfa = settings.RequiresMfa,
            DefaultRelayState = settings.DefaultRelayState,
            IsSetUp = settings.IsSetUp,
            IdentityProvider = provider,
            CatalogId = settings.CatalogId,
            MetadataUrl = settings.MetadataUrl,
            Version = settings.Version,
        };
}
