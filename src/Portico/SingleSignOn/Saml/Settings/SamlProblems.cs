using Portico.Platform.Operations;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>The service provider's metadata cannot be taken.</summary>
public sealed record MetadataRefused(string Reason, string Words, string At = nameof(ImportSamlMetadata.Request.Metadata))
    : Invalid(Reason, Words, At);

/// <summary>No address is remembered that the metadata could be fetched from.</summary>
public sealed record MetadataUrlMissing()
    : Invalid("metadata-url-missing", "Enter the address of the metadata.", nameof(FindSamlMetadataChanges.Request.MetadataUrl));

/// <summary>No certificate of the application has this id.</summary>
public sealed record NoSuchCertificate() : NotFound("no-such-certificate", "There is no such certificate here. Load the list again.");

/// <summary>The certificate that is in use cannot be taken away.</summary>
public sealed record CertificateInUse()
    : Conflict("certificate-in-use", "Responses are signed with this certificate. Replace it first, then it can be taken away.");

/// <summary>There are as many certificates as there may be.</summary>
public sealed record TooManyCertificates()
    : Conflict("too-many-certificates", "There are three certificates already. Take one away that is no longer in use.");

/// <summary>The old certificate would go before the new one signs.</summary>
public sealed record KeptTooShort()
    : Invalid(
        "certificate-kept-too-short",
        "Keep the old certificate at least until the new one is in use.",
        nameof(RotateSamlCertificate.Request.KeepUntil)
    );
