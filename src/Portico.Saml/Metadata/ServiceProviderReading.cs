using System.Xml;
using Portico.Saml.Xml;

namespace Portico.Saml.Metadata;

/// <summary>Finds the wanted EntityDescriptor and reads its SPSSODescriptor (SAML metadata §2.3, §2.4.4).</summary>
internal static class ServiceProviderReading
{
    private const int MaxEntities = 20_000;

    public static SamlResult<ServiceProviderMetadata> Read(ReadOnlySpan<byte> xml, string? entityId, SamlLimits limits)
    {
        var read = ForeignXml.Read(xml, limits);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var entity = Find(read.Value, entityId);
        if (!entity.Succeeded)
        {
            return entity.Refusal;
        }

        var roles = entity.Value.Elements.Where(IsSamlServiceProvider).Take(2).ToList();
        return roles.Count switch
        {
            0 => MetadataRefusals.NoServiceProvider,
            1 => Read(entity.Value, roles[0]),
            _ => MetadataRefusals.SeveralRoles,
        };
    }

    private static SamlResult<XmlTree> Find(XmlTree root, string? entityId)
    {
        if (!root.Is(SamlNamespaces.Metadata, "EntitiesDescriptor") && !IsEntity(root))
        {
            return MetadataRefusals.Kind;
        }

        var found = root.All()
            .Where(IsEntity)
            .Take(MaxEntities)
            .Where(e =>
                entityId is null
                    ? e.Elements.Any(IsSamlServiceProvider)
                    : string.Equals(e.Attribute("entityID"), entityId, StringComparison.Ordinal)
            )
            .Take(2)
            .ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => entityId is null ? MetadataRefusals.NoServiceProvider : MetadataRefusals.NotThere,
            _ => entityId is null ? MetadataRefusals.Several : MetadataRefusals.Twice,
        };
    }

    private static bool IsEntity(XmlTree element) => element.Is(SamlNamespaces.Metadata, "EntityDescriptor");

    /// <summary>SAML metadata §2.4.1: a role speaks the protocols of protocolSupportEnumeration and no others.</summary>
    private static bool IsSamlServiceProvider(XmlTree element) =>
        element.Is(SamlNamespaces.Metadata, "SPSSODescriptor")
        && (element.Attribute("protocolSupportEnumeration") ?? "")
            .Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Contains(SamlNamespaces.Protocol, StringComparer.Ordinal);

    private static SamlResult<ServiceProviderMetadata> Read(XmlTree entityElement, XmlTree roleElement)
    {
        var reading = new Reading();
        var entity = reading.Of(entityElement);
        var role = reading.Of(roleElement);
        var keys = new KeyReading(role);
        var metadata = new ServiceProviderMetadata
        {
            EntityId = entity.Required("entityID"),
            AssertionConsumerServices = EndpointReading.AssertionConsumers(role),
            SingleLogoutServices = EndpointReading.SingleLogout(role),
            SigningCertificates = keys.Signing,
            EncryptionKeys = keys.Encryption,
            AuthnRequestsSigned = role.Boolean("AuthnRequestsSigned") ?? false,
            WantAssertionsSigned = role.Boolean("WantAssertionsSigned") ?? false,
            NameIdFormats = role.Children(SamlNamespaces.Metadata, "NameIDFormat", 20).ConvertAll(f => f.Uri()),
            AttributeConsumingServices = EndpointReading.AttributeConsumers(role),
            ValidUntil = Around(roleElement, e => reading.Of(e).OptionalTime("validUntil")).Min(),
            CacheDuration = Around(roleElement, e => Duration(reading.Of(e))).Min(),
        };
        return reading.Refusal is { } refusal ? refusal : metadata;
    }

    /// <summary>SAML metadata §2.3.1: what stands on an element holds for all below it, so the earliest end counts.</summary>
    private static IEnumerable<T> Around<T>(XmlTree role, Func<XmlTree, T> read)
    {
        for (var element = role; element is not null; element = element.Parent)
        {
            yield return read(element);
        }
    }

    private static TimeSpan? Duration(ElementReading element)
    {
        if (element.Optional("cacheDuration", 64) is not { } text)
        {
            return null;
        }

        try
        {
            if (XmlConvert.ToTimeSpan(text) is var duration && duration >= TimeSpan.Zero)
            {
                return duration;
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Refused below, as a negative one is.
        }

        element.Invalid("cacheDuration");
        return null;
    }
}
