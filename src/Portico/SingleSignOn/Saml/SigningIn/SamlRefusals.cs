using Portico.Saml;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>What stands in the way of a sign-in besides what the message itself says.</summary>
internal static class SamlRefusals
{
    public static readonly SamlRefusal NotSetUp = new(
        "saml-not-set-up",
        "The application's sign-in is not set up yet: the service provider is not known here."
    );
    public static readonly SamlRefusal OtherMessage = new("saml-other-message", "This address takes requests to sign somebody in.");
    public static readonly SamlRefusal NoLogoutMessage = new("saml-other-message", "This address takes messages about logout.");
    public static readonly SamlRefusal TooLong = new("saml-request-too-long", "The request's ID and RelayState together are too long.");
    public static readonly SamlRefusal Over = new(
        "saml-request-over",
        "The sign-in took more than an hour, or its address was changed. Begin again at the application."
    );
    public static readonly SamlRefusal Replayed = new(
        "saml-request-used",
        "This request was answered already. Begin again at the application."
    );
    public static readonly SamlRefusal LogoutReplayed = new("saml-request-used", "This request was carried out already.");
}
