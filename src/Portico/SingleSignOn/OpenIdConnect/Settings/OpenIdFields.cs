using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>The settings of an application's OpenID Connect sign-in, as they are read and changed.</summary>
[ValidatableType]
public abstract record OpenIdFields
{
    public const int UriMaxLength = EndpointUrl.MaxLength;
    public const int KeysMaxLength = 20_000;

    /// <summary>Whether the application can keep a secret.</summary>
    [Display(Name = "Client type")]
    [EnumDataType(typeof(OpenIdClientType), ErrorMessage = "Choose a type.")]
    public OpenIdClientType ClientType { get; set; }

    /// <summary>How a confidential client proves who it is.</summary>
    [Display(Name = "Client authentication")]
    [EnumDataType(typeof(OpenIdClientAuthentication), ErrorMessage = "Choose how.")]
    public OpenIdClientAuthentication Authentication { get; set; }

    /// <summary>The client's public keys, a JSON Web Key Set, with which it signs its assertions (private_key_jwt).</summary>
    [Display(Name = "Client keys")]
    [StringLength(KeysMaxLength, ErrorMessage = "Use at most {1} characters.")]
    public string? ClientKeys { get; set; }

    /// <summary>Where users go after signing in; a request names one of them, exactly.</summary>
    [Display(Name = "Redirect URIs")]
    [MaxLength(50, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<string> RedirectUris { get; set; } = [];

    /// <summary>Where users may go after signing out.</summary>
    [Display(Name = "Redirect URIs after logout")]
    [MaxLength(50, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<string> PostLogoutRedirectUris { get; set; } = [];

    /// <summary>Whether users sign in through the browser: authorization code.</summary>
    public bool AllowsCode { get; set; } = true;

    /// <summary>Whether it may stay signed in without the user: refresh tokens, with the scope offline_access.</summary>
    public bool AllowsRefresh { get; set; }

    /// <summary>Whether it may act for itself: client credentials. Confidential clients only.</summary>
    public bool AllowsClientCredentials { get; set; }

    /// <summary>Whether users may sign in on a device without a browser: device code.</summary>
    public bool AllowsDevice { get; set; }

    /// <summary>Whether codes are bound to the request by PKCE; always for public clients.</summary>
    public bool RequiresPkce { get; set; } = true;

    /// <summary>Whether requests must be pushed beforehand.</summary>
    public bool RequiresPushedRequests { get; set; }

    /// <summary>Whether only a session with a second factor lets in.</summary>
    public bool RequiresMfa { get; set; }

    /// <summary>Whether the subject is the user's id or made for this application alone.</summary>
    [Display(Name = "Subject")]
    [EnumDataType(typeof(OpenIdSubjectType), ErrorMessage = "Choose a subject.")]
    public OpenIdSubjectType SubjectType { get; set; }

    [Display(Name = "Signing algorithm")]
    [EnumDataType(typeof(OpenIdAlgorithm), ErrorMessage = "Choose an algorithm.")]
    public OpenIdAlgorithm Algorithm { get; set; }

    /// <summary>What the application is told besides what its scopes stand for.</summary>
    [MaxLength(50, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<OpenIdClaim> Claims { get; set; } = [];

    /// <summary>Scopes of the application's own API.</summary>
    [MaxLength(50, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>For whom access tokens are; nothing for the client itself.</summary>
    [StringLength(UriMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? Audience { get; set; }

    [Display(Name = "Access token lifetime")]
    [Range(1, 1_440, ErrorMessage = "Use {1} to {2} minutes.")]
    public int AccessTokenMinutes { get; set; } = OpenIdSettings.UsualAccessTokenMinutes;

    /// <summary>How long a refresh token counts that is not used; each use gives a new one.</summary>
    [Display(Name = "Refresh token lifetime")]
    [Range(1, 365, ErrorMessage = "Use {1} to {2} days.")]
    public int RefreshTokenDays { get; set; } = OpenIdSettings.UsualRefreshTokenDays;

    /// <summary>Where the application begins a sign-in, for its tile; nothing for no tile.</summary>
    [Display(Name = "Sign-in page of the application")]
    [StringLength(UriMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? InitiateLoginUri { get; set; }

    /// <summary>Where the application is told, by this server, that a session ended.</summary>
    [Display(Name = "Back-channel logout URI")]
    [StringLength(UriMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? BackChannelLogoutUri { get; set; }

    /// <summary>Where the application is told, in a hidden frame of the browser, that a session ended; at the address of a redirect URI.</summary>
    [Display(Name = "Front-channel logout URI")]
    [StringLength(UriMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? FrontChannelLogoutUri { get; set; }

    /// <summary>Whether it is told there which session ended: iss and sid (frontchannel_logout_session_required).</summary>
    public bool FrontChannelLogoutNamesSession { get; set; } = true;
}
