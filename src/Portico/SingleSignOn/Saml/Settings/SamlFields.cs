using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Saml.Responses;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>The settings of an application's SAML sign-in, as they are read and changed.</summary>
[ValidatableType]
public abstract record SamlFields
{
    public const int EntityIdMaxLength = 1_024;
    public const int UrlMaxLength = EndpointUrl.MaxLength;
    public const int CertificatesMaxLength = 40_000;
    public const int RelayStateMaxLength = 512;

    /// <summary>The service provider's; empty until it is known, and so long nobody can sign in.</summary>
    [Display(Name = "Entity ID")]
    [StringLength(EntityIdMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? EntityId { get; set; }

    /// <summary>Where assertions go; no request can name another address.</summary>
    [Display(Name = "Assertion consumer services")]
    [MaxLength(20, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<SamlAcs> AcsEndpoints { get; set; } = [];

    /// <summary>Where the service provider is told that a session ends; nothing when it takes no logout.</summary>
    [Display(Name = "Logout URL")]
    [StringLength(UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? SloUrl { get; set; }

    /// <summary>Where answers to its own logout requests go; nothing for the same address.</summary>
    [Display(Name = "Logout response URL")]
    [StringLength(UrlMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? SloResponseUrl { get; set; }

    /// <summary>How logout messages travel.</summary>
    [Display(Name = "Logout binding")]
    [EnumDataType(typeof(SamlBinding), ErrorMessage = "Choose a binding.")]
    public SamlBinding SloBinding { get; set; }

    /// <summary>The certificates with which the service provider signs: PEM, one after the other.</summary>
    [Display(Name = "Signing certificates")]
    [StringLength(CertificatesMaxLength, ErrorMessage = "Use at most {1} characters.")]
    public string? SigningCertificates { get; set; }

    /// <summary>The certificate for which assertions are encrypted, of an RSA key: PEM.</summary>
    [Display(Name = "Encryption certificate")]
    [StringLength(CertificatesMaxLength, ErrorMessage = "Use at most {1} characters.")]
    public string? EncryptionCertificate { get; set; }

    /// <summary>Whether requests without a signature by one of those certificates are refused.</summary>
    public bool RequiresSignedRequests { get; set; }

    /// <summary>Whether the assertion is signed, the response, or both.</summary>
    [EnumDataType(typeof(SamlSigning), ErrorMessage = "Choose what is signed.")]
    public SamlSigning Signing { get; set; }

    public bool EncryptsAssertions { get; set; }

    [Display(Name = "Name ID format")]
    [EnumDataType(typeof(SamlNameIdFormat), ErrorMessage = "Choose a format.")]
    public SamlNameIdFormat NameIdFormat { get; set; }

    /// <summary>Where the name ID comes from; of no account with a transient one.</summary>
    [Display(Name = "Name ID")]
    [EnumDataType(typeof(SamlNameIdSource), ErrorMessage = "Choose where it comes from.")]
    public SamlNameIdSource NameIdSource { get; set; }

    /// <summary>The name of the custom attribute that is the name ID.</summary>
    [Display(Name = "Custom attribute")]
    [StringLength(100, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? NameIdAttribute { get; set; }

    [MaxLength(50, ErrorMessage = "Use at most {1}.")]
    public IReadOnlyList<SamlMapping> Attributes { get; set; } = [];

    /// <summary>After how many minutes the service provider is to ask again; nothing for the end of the session here.</summary>
    [Display(Name = "Session lifetime")]
    [Range(5, 43_200, ErrorMessage = "Use {1} to {2} minutes.")]
    public int? SessionMinutes { get; set; }

    /// <summary>Whether only a session with a second factor lets in.</summary>
    public bool RequiresMfa { get; set; }

    /// <summary>What the service provider is given when the sign-in begins at the tile; often the address of its first page.</summary>
    [Display(Name = "RelayState of the tile")]
    [StringLength(RelayStateMaxLength, ErrorMessage = "Use at most {1} characters."), OneLine]
    public string? DefaultRelayState { get; set; }
}
