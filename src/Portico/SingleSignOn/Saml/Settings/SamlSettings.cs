using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Applications.Catalog;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Saml.Responses;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>How users sign in to an application by SAML 2.0: the service provider, and what it is told of whom.</summary>
[Credential(AlsoScoped = true)]
public sealed class SamlSettings : IOwnedByOrganization, IVersioned
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>The service provider's; empty until it is known.</summary>
    [Display(Name = "Entity ID")]
    public string EntityId { get; set; } = "";

    [Display(Name = "Assertion consumer services")]
    public IReadOnlyList<SamlAcs> AcsEndpoints { get; set; } = [];

    [Display(Name = "Logout URL")]
    public string? SloUrl { get; set; }

    /// <summary>Where answers about logout go; null for the same address.</summary>
    [Display(Name = "Logout response URL")]
    public string? SloResponseUrl { get; set; }

    [Display(Name = "Logout binding")]
    public SamlBinding SloBinding { get; set; }

    /// <summary>In PEM, one after the other.</summary>
    public string? SigningCertificates { get; set; }

    /// <summary>In PEM.</summary>
    public string? EncryptionCertificate { get; set; }

    /// <summary>The algorithms that metadata named for that key, separated by blanks.</summary>
    [NotAudited]
    public string? EncryptionMethods { get; set; }

    [Display(Name = "Signed requests required")]
    public bool RequiresSignedRequests { get; set; }

    [Display(Name = "What is signed")]
    public SamlSigning Signing { get; set; }

    [Display(Name = "Assertions encrypted")]
    public bool EncryptsAssertions { get; set; }

    [Display(Name = "Name ID format")]
    public SamlNameIdFormat NameIdFormat { get; set; }

    [Display(Name = "Name ID")]
    public SamlNameIdSource NameIdSource { get; set; }

    [Display(Name = "Custom attribute of the name ID")]
    public string? NameIdAttribute { get; set; }
    public IReadOnlyList<SamlMapping> Attributes { get; set; } = [];

    /// <summary>How long the service provider may keep its session; null for as long as the one here.</summary>
    public int? SessionMinutes { get; set; }

    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    /// <summary>Sent when the sign-in begins at the tile.</summary>
    [Display(Name = "RelayState of the tile")]
    public string? DefaultRelayState { get; set; }

    /// <summary>What pairwise name IDs are made with, sealed; it stays, or all users would become strangers there.</summary>
    [NotAudited]
    public required string SealedPairwiseSecret { get; init; }

    /// <summary>The service of the catalogue that the settings began with; null when they did not.</summary>
    [Display(Name = "Service of the catalogue")]
    public string? CatalogId { get; set; }

    /// <summary>Where the metadata was fetched from last; null when it was not.</summary>
    [Display(Name = "Metadata URL")]
    public string? MetadataUrl { get; set; }

    /// <summary>When the first of the service provider's own certificates ends; null without any.</summary>
    [NotAudited]
    public DateTimeOffset? PeerCertificateEndsAt { get; private set; }

    /// <summary>How many days before that somebody was warned last: 60, 30 or 7; null before.</summary>
    [NotAudited]
    public int? PeerCertificateWarnedDays { get; set; }
    public int Version { get; set; }

    /// <summary>Whether it is known where users go.</summary>
    public bool IsSetUp => EntityId.Length > 0 && AcsEndpoints.Count > 0;

    /// <summary>Follows the certificates; of others than before, nobody was warned yet.</summary>
    internal void NoteCertificateEnd()
    {
        var ends = CertificateText.Read(SigningCertificates).Concat(CertificateText.Read(EncryptionCertificate)).Select(c => c.NotAfter);
        var first = ends.Order().Select(e => (DateTimeOffset?)e.ToUniversalTime()).FirstOrDefault();
        if (first != PeerCertificateEndsAt)
        {
            (PeerCertificateEndsAt, PeerCertificateWarnedDays) = (first, null);
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<SamlSettings>
    {
        public void Configure(EntityTypeBuilder<SamlSettings> table)
        {
            table.HasKey(s => new { s.OrganizationId, s.ApplicationId });
            table.Property(s => s.EntityId).HasMaxLength(SamlFields.EntityIdMaxLength);
            table.Property(s => s.AcsEndpoints).IsJsonList();
            table.Property(s => s.SloUrl).HasMaxLength(SamlFields.UrlMaxLength);
            table.Property(s => s.SloResponseUrl).HasMaxLength(SamlFields.UrlMaxLength);
            table.Property(s => s.SloBinding).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.SigningCertificates).HasMaxLength(SamlFields.CertificatesMaxLength);
            table.Property(s => s.EncryptionCertificate).HasMaxLength(SamlFields.CertificatesMaxLength);
            table.Property(s => s.EncryptionMethods).HasMaxLength(1_000);
            table.Property(s => s.Signing).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.NameIdFormat).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.NameIdSource).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.NameIdAttribute).HasMaxLength(100);
            table.Property(s => s.Attributes).IsJsonList();
            table.Property(s => s.DefaultRelayState).HasMaxLength(SamlFields.RelayStateMaxLength);
            table.Property(s => s.SealedPairwiseSecret).HasMaxLength(1_000);
            table.Property(s => s.CatalogId).HasMaxLength(CatalogService.IdMaxLength);
            table.Property(s => s.MetadataUrl).HasMaxLength(SamlFields.UrlMaxLength);
            table.HasIndex(s => s.PeerCertificateEndsAt);
            table.Ignore(s => s.IsSetUp);
        }
    }
}
