using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>What a service provider is told of a user.</summary>
internal static class SamlValues
{
    /// <summary>The attributes that have a value; one without any is left out.</summary>
    public static async Task<IReadOnlyList<SamlAttributeValues>> OfAsync(SamlSettings settings, User user, Work work, CancellationToken ct)
    {
        var attributes = new List<SamlAttributeValues>();
        foreach (var attribute in settings.Attributes)
        {
            var values = await UserValues.OfAsync(attribute.Source, attribute.Value, user, settings.ApplicationId, work, ct);
            if (values.Count > 0)
            {
                attributes.Add(new SamlAttributeValues(attribute.Name, values, FormatOf(attribute.NameFormat)));
            }
        }

        return attributes;
    }

    private static string? FormatOf(SamlAttributeNameFormat format) =>
        format switch
        {
            SamlAttributeNameFormat.Basic => AttributeNameFormats.Basic,
            SamlAttributeNameFormat.Uri => AttributeNameFormats.Uri,
            _ => null,
        };
}
