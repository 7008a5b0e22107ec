using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Metadata;
using Portico.Saml.Responses;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>What a service provider's metadata says, as settings.</summary>
internal static class MetadataAsSettings
{
    private const int MaxCertificates = 5;

    /// <summary>The names under which service providers ask for what is known of every user: friendly names, and the OIDs of X.500.</summary>
    private static readonly Dictionary<string, SamlValueSource> known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mail"] = SamlValueSource.Email,
        ["email"] = SamlValueSource.Email,
        ["emailAddress"] = SamlValueSource.Email,
        ["urn:oid:0.9.2342.19200300.100.1.3"] = SamlValueSource.Email,
        ["givenName"] = SamlValueSource.FirstName,
        ["firstName"] = SamlValueSource.FirstName,
        ["urn:oid:2.5.4.42"] = SamlValueSource.FirstName,
        ["sn"] = SamlValueSource.LastName,
        ["surname"] = SamlValueSource.LastName,
        ["lastName"] = SamlValueSource.LastName,
        ["urn:oid:2.5.4.4"] = SamlValueSource.LastName,
        ["displayName"] = SamlValueSource.FullName,
        ["cn"] = SamlValueSource.FullName,
        ["name"] = SamlValueSource.FullName,
        ["urn:oid:2.16.840.1.113730.3.1.241"] = SamlValueSource.FullName,
        ["urn:oid:2.5.4.3"] = SamlValueSource.FullName,
        ["uid"] = SamlValueSource.Username,
        ["username"] = SamlValueSource.Username,
        ["urn:oid:0.9.2342.19200300.100.1.1"] = SamlValueSource.Username,
        ["groups"] = SamlValueSource.Groups,
        ["memberOf"] = SamlValueSource.Groups,
        ["title"] = SamlValueSource.JobTitle,
        ["department"] = SamlValueSource.Department,
        ["employeeNumber"] = SamlValueSource.EmployeeIdentifier,
    };

    /// <param name="metadata">As it was read.</param>
    /// <param name="source">Where it was read from: the problem stands by that field.</param>
    /// <param name="now">It may be valid no longer.</param>
    public static Problem? ProblemOf(ServiceProviderMetadata metadata, IMetadataSource source, DateTimeOffset now)
    {
        (string Code, string Words)? wrong =
            metadata.ValidUntil <= now ? ("metadata-expired", "The metadata says that it is valid no longer. Ask for newer metadata.")
            : metadata.AssertionConsumerServices.Count is 0
                ? ("metadata-no-acs", "The metadata names no assertion consumer service for HTTP-POST.")
            : metadata.EntityId.Length > SamlFields.EntityIdMaxLength
                ? ("metadata-entity-id", "The metadata's entity ID is longer than 1,024 characters.")
            : metadata.AssertionConsumerServices.Count > 20
                ? ("metadata-too-many-acs", "There are more than 20 assertion consumer services.")
            : null;
        var field = source.MetadataUrl.Tidied() is null ? nameof(source.Metadata) : nameof(source.MetadataUrl);
        return wrong is { } found ? new MetadataRefused(found.Code, found.Words, field) : null;
    }

    /// <summary>Replaces what metadata knows; what only this side decides stays.</summary>
    public static void Apply(ServiceProviderMetadata metadata, SamlSettings settings)
    {
        settings.EntityId = metadata.EntityId;
        settings.AcsEndpoints =
        [
            .. metadata.AssertionConsumerServices.Select(a => new SamlAcs
            {
                Url = a.Location,
                Index = a.Index,
                IsDefault = a == metadata.DefaultAcs,
            }),
        ];
        var logout = metadata.SingleLogoutServices is [var first, ..] ? first : null;
        settings.SloUrl = logout?.Location;
        settings.SloResponseUrl = logout?.ResponseLocation;
        settings.SloBinding = logout?.Binding is SamlBindings.Post ? SamlBinding.Post : SamlBinding.Redirect;
        settings.SigningCertificates = CertificateText.Write(metadata.SigningCertificates.Where(c => c.IsStrong).Take(MaxCertificates));
        settings.RequiresSignedRequests = metadata.AuthnRequestsSigned && settings.SigningCertificates is not null;
        Encryption(metadata.EncryptionKeys.FirstOrDefault(k => k.Certificate is { IsStrong: true, IsRsa: true }), settings);
        settings.NoteCertificateEnd();
        if (metadata.WantAssertionsSigned && settings.Signing is SamlSigning.Response)
        {
            settings.Signing = SamlSigning.Both;
        }

        NameId(metadata, settings);
        if (settings.Attributes.Count is 0)
        {
            settings.Attributes = AttributesOf(metadata);
        }
    }

    private static void Encryption(EncryptionKey? key, SamlSettings settings)
    {
        settings.EncryptionCertificate = key is null ? null : CertificateText.Write([key.Certificate]);
        var methods = key is null ? "" : string.Join(' ', key.Methods.Where(m => !m.Contains(' ', StringComparison.Ordinal)));
        settings.EncryptionMethods = methods.Length is > 0 and <= 1_000 ? methods : null;
        settings.EncryptsAssertions = key is not null;
    }

    private static void NameId(ServiceProviderMetadata metadata, SamlSettings settings)
    {
        foreach (var format in metadata.NameIdFormats)
        {
            (SamlNameIdFormat Format, SamlNameIdSource Source)? chosen = format switch
            {
                NameIdFormats.EmailAddress => (SamlNameIdFormat.EmailAddress, SamlNameIdSource.Email),
                NameIdFormats.Persistent => (SamlNameIdFormat.Persistent, SamlNameIdSource.Pairwise),
                NameIdFormats.Transient => (SamlNameIdFormat.Transient, settings.NameIdSource),
                NameIdFormats.Unspecified => (SamlNameIdFormat.Unspecified, settings.NameIdSource),
                _ => null,
            };
            if (chosen is { } fitting)
            {
                (settings.NameIdFormat, settings.NameIdSource) = fitting;
                return;
            }
        }
    }

    private static IReadOnlyList<SamlMapping> AttributesOf(ServiceProviderMetadata metadata)
    {
        var service =
            metadata.AttributeConsumingServices.FirstOrDefault(s => s.IsDefault is true)
            ?? (metadata.AttributeConsumingServices is [var first, ..] ? first : null);
        return
        [
            .. (service?.Attributes ?? [])
                .Where(a => a.Name.Length <= 256)
                .Select(a => (Asked: a, Source: SourceOf(a)))
                .Where(a => a.Source is not null)
                .DistinctBy(a => a.Asked.Name, StringComparer.Ordinal)
                .Take(50)
                .Select(a => new SamlMapping
                {
                    Name = a.Asked.Name,
                    Source = a.Source!.Value,
                    NameFormat = a.Asked.NameFormat switch
                    {
                        AttributeNameFormats.Uri => SamlAttributeNameFormat.Uri,
                        AttributeNameFormats.Basic => SamlAttributeNameFormat.Basic,
                        _ => SamlAttributeNameFormat.Unspecified,
                    },
                }),
        ];
    }

    private static SamlValueSource? SourceOf(AttributeRequest asked) =>
        known.TryGetValue(asked.Name, out var byName) ? byName
        : asked.FriendlyName is { } friendly && known.TryGetValue(friendly, out var byFriendly) ? byFriendly
        : null;
}
