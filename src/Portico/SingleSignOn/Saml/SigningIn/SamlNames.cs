using Portico.Saml;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>Who a user is to a service provider.</summary>
internal static class SamlNames
{
    public static string? UriOf(SamlNameIdFormat format) =>
        format switch
        {
            SamlNameIdFormat.EmailAddress => NameIdFormats.EmailAddress,
            SamlNameIdFormat.Persistent => NameIdFormats.Persistent,
            SamlNameIdFormat.Transient => NameIdFormats.Transient,
            _ => NameIdFormats.Unspecified,
        };

    /// <summary>The format of the name that is given; null when what was asked for is another one than the settings say (SAML core §3.4.1.1).</summary>
    public static string? FormatFor(SamlSettings settings, string? asked)
    {
        var own = UriOf(settings.NameIdFormat);
        return asked is null or NameIdFormats.Unspecified || string.Equals(asked, own, StringComparison.Ordinal) ? own
            : asked is NameIdFormats.EmailAddress
            && settings is { NameIdFormat: SamlNameIdFormat.Unspecified, NameIdSource: SamlNameIdSource.Email }
                ? asked
            : null;
    }

    /// <summary>The name itself; null when the user has none. A transient one is made up anew.</summary>
    public static string? ValueOf(SamlSettings settings, User user, SamlKeyring keyring) =>
        settings.NameIdFormat is SamlNameIdFormat.Transient
            ? SamlId.New()
            : settings.NameIdSource switch
            {
                SamlNameIdSource.Email => user.Email,
                SamlNameIdSource.Pairwise => keyring.PairwiseNameOf(settings, user.Id),
                SamlNameIdSource.CustomAttribute => UserValues.Custom(user, settings.NameIdAttribute),
                _ => user.Username,
            };

    /// <summary>SAML core §8.3.7–8: who gave a persistent or transient name, and to whom.</summary>
    public static SamlNameId Qualified(string value, string? format, string identityProvider, string serviceProvider) =>
        format is NameIdFormats.Persistent or NameIdFormats.Transient
            ? new SamlNameId(value, format, identityProvider, serviceProvider)
            : new SamlNameId(value, format);
}
