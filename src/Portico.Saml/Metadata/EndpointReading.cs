using Portico.Saml.Xml;

namespace Portico.Saml.Metadata;

/// <summary>The endpoints and attribute sets of a role. Endpoints for bindings that are not spoken here are passed over.</summary>
internal static class EndpointReading
{
    private const int MaxEndpoints = 500;
    private const int MaxAttributes = 200;

    public static List<AssertionConsumerService> AssertionConsumers(ElementReading role)
    {
        var services = new List<AssertionConsumerService>();
        foreach (var element in role.Children(SamlNamespaces.Metadata, "AssertionConsumerService", MaxEndpoints))
        {
            if (element.OptionalUri("Binding") is SamlBindings.Post)
            {
                services.Add(new AssertionConsumerService(Index(element), Location(element, "Location"), element.Boolean("isDefault")));
            }
        }

        if (services.Count == 0)
        {
            role.Reading.Refuse(MetadataRefusals.NoAcs);
        }

        if (services.DistinctBy(s => s.Index).Count() < services.Count)
        {
            role.Reading.Refuse(MetadataRefusals.AcsTwice);
        }

        return services;
    }

    public static List<SingleLogoutService> SingleLogout(ElementReading role)
    {
        var services = new List<SingleLogoutService>();
        foreach (var element in role.Children(SamlNamespaces.Metadata, "SingleLogoutService", MaxEndpoints))
        {
            if (element.OptionalUri("Binding") is (SamlBindings.Post or SamlBindings.Redirect) and { } binding)
            {
                var answers = element.OptionalUri("ResponseLocation") is null ? null : Location(element, "ResponseLocation");
                services.Add(new SingleLogoutService(binding, Location(element, "Location"), answers));
            }
        }

        return services;
    }

    public static List<AttributeConsumingService> AttributeConsumers(ElementReading role) =>
        role.Children(SamlNamespaces.Metadata, "AttributeConsumingService", 20)
            .ConvertAll(e => new AttributeConsumingService(
                Index(e),
                e.Boolean("isDefault"),
                e.Children(SamlNamespaces.Metadata, "RequestedAttribute", MaxAttributes).ConvertAll(Attribute)
            ));

    private static AttributeRequest Attribute(ElementReading element) =>
        new(
            element.Required("Name"),
            element.OptionalUri("NameFormat"),
            element.Optional("FriendlyName"),
            element.Boolean("isRequired") ?? false
        );

    private static int Index(ElementReading element)
    {
        if (element.Number("index") is { } index)
        {
            return index;
        }

        element.Missing("index");
        return 0;
    }

    private static string Location(ElementReading element, string name)
    {
        var location = element.Required(name, EndpointUrl.MaxLength).Trim(' ', '\t', '\r', '\n');
        if (!EndpointUrl.IsAllowed(location))
        {
            element.Reading.Refuse(MetadataRefusals.Endpoint);
        }

        return location;
    }
}
