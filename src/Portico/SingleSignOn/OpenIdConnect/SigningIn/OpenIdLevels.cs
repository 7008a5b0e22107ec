using OpenIddict.Abstractions;
using Portico.Saml;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>How a user was authenticated, in the words of OpenID Connect (Core §2, acr and amr; RFC 8176).</summary>
internal static class OpenIdLevels
{
    /// <summary>With a password alone.</summary>
    private const string Password = AuthnContextClasses.PasswordProtectedTransport;

    /// <summary>With a second factor.</summary>
    private const string Mfa = AuthnContextClasses.RefedsMfa;

    /// <summary>What Microsoft's clients ask for in place of the REFEDS profile.</summary>
    private const string MultipleAuthn = "http://schemas.microsoft.com/claims/multipleauthn";

    public static readonly IReadOnlyList<string> Known = [Password, Mfa];

    /// <summary>
    /// Whether a second factor is asked for: acr_values name classes by preference, and the first one that is known here counts.
    /// </summary>
    public static bool AskFactor(OpenIddictRequest request) =>
        request.GetAcrValues().FirstOrDefault(v => v is Password or Mfa or MultipleAuthn) is Mfa or MultipleAuthn;

    public static string ContextOf(bool hasSecondFactor) => hasSecondFactor ? Mfa : Password;

    public static IReadOnlyList<string> MethodsOf(bool hasSecondFactor) => hasSecondFactor ? ["pwd", "mfa"] : ["pwd"];
}
