using Portico.Platform;
using Portico.Platform.Http;
using Portico.SingleSignOn.Saml.Settings;
using Portico.UserPortal;

namespace Portico.SingleSignOn.Saml;

/// <summary>What the identity provider of an application is called, and where it is. By the organization's id, whatever becomes of its slug.</summary>
public sealed class SamlAddresses(PublicAddress address)
{
    public string EntityIdOf(ObjectId organization, ObjectId application) =>
        address.Of($"{PortalPath.Of(organization, slug: null)}/saml/{application}");

    public string SignInOf(ObjectId organization, ObjectId application) => EntityIdOf(organization, application) + "/sso";

    public string LogoutOf(ObjectId organization, ObjectId application) => EntityIdOf(organization, application) + "/slo";

    internal GetSamlSettings.IdentityProvider Of(ObjectId organization, ObjectId application) =>
        new(
            EntityIdOf(organization, application),
            SignInOf(organization, application),
            LogoutOf(organization, application),
            EntityIdOf(organization, application) + "/metadata"
        );
}
