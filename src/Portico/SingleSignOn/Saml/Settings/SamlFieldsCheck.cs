using Portico.Platform.Operations;
using Portico.Saml.Metadata;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.Settings;

/// <summary>What no attribute can say of the settings: addresses, certificates, and what goes together.</summary>
internal static class SamlFieldsCheck
{
    /// <summary>All that stands in the way of keeping them.</summary>
    public static List<Problem> ProblemsOf(SamlFields fields) =>
        [.. Addresses(fields), .. Certificates(fields), .. NameId(fields), .. Attributes(fields)];

    /// <summary>Writes them as they are kept.</summary>
    public static void Apply(SamlFields fields, SamlSettings settings)
    {
        settings.EntityId = fields.EntityId.Tidied() ?? "";
        settings.AcsEndpoints = [.. fields.AcsEndpoints.Select(a => a with { Url = a.Url.Trim() })];
        settings.SloUrl = fields.SloUrl.Tidied();
        settings.SloResponseUrl = fields.SloResponseUrl.Tidied();
        settings.SloBinding = fields.SloBinding;
        settings.SigningCertificates = CertificateText.Tidy(fields.SigningCertificates);
        var encryption = CertificateText.Tidy(fields.EncryptionCertificate);
        if (!string.Equals(encryption, settings.EncryptionCertificate, StringComparison.Ordinal))
        {
            (settings.EncryptionCertificate, settings.EncryptionMethods) = (encryption, null);
        }

        settings.RequiresSignedRequests = fields.RequiresSignedRequests;
        settings.Signing = fields.Signing;
        settings.EncryptsAssertions = fields.EncryptsAssertions;
        settings.NameIdFormat = fields.NameIdFormat;
        settings.NameIdSource = fields.NameIdSource;
        settings.NameIdAttribute = fields.NameIdSource is SamlNameIdSource.CustomAttribute ? fields.NameIdAttribute.Tidied() : null;
        settings.Attributes = [.. fields.Attributes.Select(a => a with { Name = a.Name.Trim(), Value = a.Value.Tidied() })];
        settings.SessionMinutes = fields.SessionMinutes;
        settings.RequiresMfa = fields.RequiresMfa;
        settings.DefaultRelayState = fields.DefaultRelayState.Tidied();
        settings.NoteCertificateEnd();
    }

    private static IEnumerable<Problem> Addresses(SamlFields fields)
    {
        for (var i = 0; i < fields.AcsEndpoints.Count; i++)
        {
            var acs = fields.AcsEndpoints[i];
            if (!EndpointUrl.IsAllowed(acs.Url.Trim()))
            {
                yield return new InvalidField(At(nameof(fields.AcsEndpoints), i, nameof(acs.Url)), NoUrl);
            }

            if (fields.AcsEndpoints.Take(i).Any(a => a.Index == acs.Index))
            {
                yield return new InvalidField(At(nameof(fields.AcsEndpoints), i, nameof(acs.Index)), "Another one has this index.");
            }
        }

        if (fields.AcsEndpoints.Count(a => a.IsDefault) > 1)
        {
            yield return new InvalidField(nameof(fields.AcsEndpoints), "Only one is the default.");
        }

        foreach (
            var (name, url) in new[] { (nameof(fields.SloUrl), fields.SloUrl), (nameof(fields.SloResponseUrl), fields.SloResponseUrl) }
        )
        {
            if (url.Tidied() is { } given && !EndpointUrl.IsAllowed(given))
            {
                yield return new InvalidField(name, NoUrl);
            }
        }
    }

    private static IEnumerable<Problem> Certificates(SamlFields fields)
    {
        if (CertificateText.ProblemOf(fields.SigningCertificates, most: 5) is { } signing)
        {
            yield return new InvalidField(nameof(fields.SigningCertificates), signing);
        }
        else if (fields.RequiresSignedRequests && fields.SigningCertificates.Tidied() is null)
        {
            yield return new InvalidField(
                nameof(fields.SigningCertificates),
                "Signed requests are required: enter the certificate that they are signed with."
            );
        }

        if (CertificateText.ProblemOf(fields.EncryptionCertificate, most: 1, isForEncryption: true) is { } encryption)
        {
            yield return new InvalidField(nameof(fields.EncryptionCertificate), encryption);
        }
        else if (fields.EncryptsAssertions && fields.EncryptionCertificate.Tidied() is null)
        {
            yield return new InvalidField(nameof(fields.EncryptionCertificate), "Enter the certificate to encrypt assertions for.");
        }
    }

    private static IEnumerable<Problem> NameId(SamlFields fields)
    {
        if (fields.NameIdSource is SamlNameIdSource.CustomAttribute && fields.NameIdAttribute.Tidied() is null)
        {
            yield return new InvalidField(nameof(fields.NameIdAttribute), "Enter the name of the custom attribute.");
        }
    }

    private static IEnumerable<Problem> Attributes(SamlFields fields)
    {
        for (var i = 0; i < fields.Attributes.Count; i++)
        {
            var attribute = fields.Attributes[i];
            if (
                attribute.Source is SamlValueSource.Constant or SamlValueSource.CustomAttribute
                && string.IsNullOrWhiteSpace(attribute.Value)
            )
            {
                yield return new InvalidField(
                    At(nameof(fields.Attributes), i, nameof(attribute.Value)),
                    attribute.Source is SamlValueSource.Constant ? "Enter the value." : "Enter the name of the custom attribute."
                );
            }

            if (fields.Attributes.Take(i).Any(a => string.Equals(a.Name.Trim(), attribute.Name.Trim(), StringComparison.Ordinal)))
            {
                yield return new InvalidField(At(nameof(fields.Attributes), i, nameof(attribute.Name)), "Another one has this name.");
            }
        }
    }

    private const string NoUrl = "This is no address that users may be sent to. Write it like https://app.example.com/saml/acs.";

    private static string At(string list, int row, string field) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{list}[{row}].{field}");
}
