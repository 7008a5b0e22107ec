using Portico.Platform;
using Portico.Platform.Http;
using Portico.UserPortal;

namespace Portico.SingleSignOn.OpenIdConnect;

/// <summary>Where an organization's issuer is. By the organization's id, whatever becomes of its slug: tokens name it.</summary>
public sealed class OpenIdAddresses(PublicAddress address)
{
    /// <summary>The last part of the issuer's address.</summary>
    public const string Segment = "oidc";

    public const string Discovery = ".well-known/openid-configuration";
    public const string Keys = "keys";
    public const string Authorize = "authorize";
    public const string Token = "token";
    public const string UserInfo = "userinfo";
    public const string Introspect = "introspect";
    public const string Revoke = "revoke";
    public const string Push = "par";
    public const string Device = "device";
    public const string Verify = "verify";
    public const string Logout = "logout";

    /// <summary>The issuer identifier (OpenID Connect Discovery §2).</summary>
    public string IssuerOf(ObjectId organization) => address.Of(PathOf(organization));

    /// <summary>The same, as this server knows it.</summary>
    public static string PathOf(ObjectId organization) => $"{PortalPath.Of(organization, slug: null)}/{Segment}";
}
