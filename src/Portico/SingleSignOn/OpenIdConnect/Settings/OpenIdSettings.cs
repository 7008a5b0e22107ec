using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>
/// How users sign in to an application by OpenID Connect, and what the application may ask for. Its client ID is the application's id.
/// </summary>
[Credential(AlsoScoped = true)]
public sealed class OpenIdSettings : IOwnedByOrganization, IVersioned
{
    public const int UsualAccessTokenMinutes = 60;
    public const int UsualRefreshTokenDays = 30;

    public ObjectId OrganizationId { get; init; }
    public ObjectId ApplicationId { get; init; }

    [Display(Name = "Client type")]
    public OpenIdClientType ClientType { get; set; }

    [Display(Name = "Client authentication")]
    public OpenIdClientAuthentication Authentication { get; set; }

    /// <summary>The client's public keys, a JSON Web Key Set (RFC 7517 §5).</summary>
    [Display(Name = "Client keys")]
    public string? ClientKeys { get; set; }

    [Display(Name = "Redirect URIs")]
    public IReadOnlyList<string> RedirectUris { get; set; } = [];

    [Display(Name = "Redirect URIs after logout")]
    public IReadOnlyList<string> PostLogoutRedirectUris { get; set; } = [];

    [Display(Name = "Authorization code")]
    public bool AllowsCode { get; set; } = true;

    [Display(Name = "Refresh tokens")]
    public bool AllowsRefresh { get; set; }

    [Display(Name = "Client credentials")]
    public bool AllowsClientCredentials { get; set; }

    [Display(Name = "Device code")]
    public bool AllowsDevice { get; set; }

    [Display(Name = "PKCE required")]
    public bool RequiresPkce { get; set; } = true;

    [Display(Name = "Pushed authorization requests required")]
    public bool RequiresPushedRequests { get; set; }

    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    [Display(Name = "Subject")]
    public OpenIdSubjectType SubjectType { get; set; }

    [Display(Name = "Signing algorithm")]
    public OpenIdAlgorithm Algorithm { get; set; }
    public IReadOnlyList<OpenIdClaim> Claims { get; set; } = [];

    /// <summary>Scopes of the application's own API, which it may ask for.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>For whom access tokens are, besides this identity provider; null for the client itself.</summary>
    public string? Audience { get; set; }

    [Display(Name = "Access token lifetime")]
    public int AccessTokenMinutes { get; set; } = UsualAccessTokenMinutes;

    [Display(Name = "Refresh token lifetime")]
    public int RefreshTokenDays { get; set; } = UsualRefreshTokenDays;

    /// <summary>Where the application begins a sign-in (OpenID Connect Core §4): where its tile leads.</summary>
    [Display(Name = "Sign-in page of the application")]
    public string? InitiateLoginUri { get; set; }

    [Display(Name = "Back-channel logout URI")]
    public string? BackChannelLogoutUri { get; set; }

    [Display(Name = "Front-channel logout URI")]
    public string? FrontChannelLogoutUri { get; set; }

    /// <summary>Whether it is told there which session ended (OpenID Connect Front-Channel Logout §2).</summary>
    [Display(Name = "Front-channel logout names the session")]
    public bool FrontChannelLogoutNamesSession { get; set; } = true;

    /// <summary>What pairwise subjects are made with, sealed; it stays, or all users would become strangers there.</summary>
    [NotAudited]
    public required string SealedPairwiseSecret { get; init; }
    public int Version { get; set; }

    /// <summary>Whether users can be signed in: it is known where they go, or they bring a code from a device.</summary>
    public bool IsSetUp => (AllowsCode && RedirectUris.Count > 0) || AllowsDevice;

    internal sealed class Table : IEntityTypeConfiguration<OpenIdSettings>
    {
        public void Configure(EntityTypeBuilder<OpenIdSettings> table)
        {
            table.HasKey(s => new { s.OrganizationId, s.ApplicationId });
            table.Property(s => s.ClientType).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.Authentication).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.ClientKeys).HasMaxLength(OpenIdFields.KeysMaxLength);
            table.Property(s => s.RedirectUris).IsJsonList();
            table.Property(s => s.PostLogoutRedirectUris).IsJsonList();
            table.Property(s => s.SubjectType).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.Algorithm).HasConversion<string>().HasMaxLength(20);
            table.Property(s => s.Claims).IsJsonList();
            table.Property(s => s.Scopes).IsJsonList();
            table.Property(s => s.Audience).HasMaxLength(OpenIdFields.UriMaxLength);
            table.Property(s => s.InitiateLoginUri).HasMaxLength(OpenIdFields.UriMaxLength);
            table.Property(s => s.BackChannelLogoutUri).HasMaxLength(OpenIdFields.UriMaxLength);
            table.Property(s => s.FrontChannelLogoutUri).HasMaxLength(OpenIdFields.UriMaxLength);
            table.Property(s => s.SealedPairwiseSecret).HasMaxLength(1_000);
            table.Ignore(s => s.IsSetUp);
        }
    }
}
