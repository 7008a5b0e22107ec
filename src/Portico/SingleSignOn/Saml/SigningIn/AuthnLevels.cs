using Portico.Saml;
using Portico.Saml.Requests;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>How users are authenticated here, in the words of SAML, and whether that is what was asked for (SAML core §3.3.2.2.1).</summary>
internal static class AuthnLevels
{
    /// <summary>What Microsoft's service providers ask for in place of the REFEDS profile.</summary>
    private const string MultipleAuthn = "http://schemas.microsoft.com/claims/multipleauthn";

    /// <summary>By strength; the letter stands for it in a sealed demand.</summary>
    private static readonly (string Uri, char Letter, bool NeedsFactor)[] known =
    [
        (AuthnContextClasses.Unspecified, 'u', false),
        (AuthnContextClasses.Password, 'p', false),
        (AuthnContextClasses.PasswordProtectedTransport, 't', false),
        (AuthnContextClasses.RefedsSfa, 's', false),
        (AuthnContextClasses.RefedsMfa, 'm', true),
        (MultipleAuthn, 'w', true),
    ];

    /// <summary>What was asked for, in short; null when it does not matter.</summary>
    public static string? Write(RequestedAuthnContext? requested) =>
        requested is null
            ? null
            : $"{requested.Comparison.ToString()[..2]}{string.Concat(requested.ClassRefs.Select(LetterOf).Where(l => l is not '-').Distinct())}";

    /// <summary>The class to answer with, for a session with or without a second factor; null when it is not what was asked for.</summary>
    public static string? Answer(string? asked, bool hasSecondFactor)
    {
        var usual = hasSecondFactor ? AuthnContextClasses.RefedsMfa : AuthnContextClasses.PasswordProtectedTransport;
        if (asked is null)
        {
            // What every service provider knows: those who want more say so.
            return AuthnContextClasses.PasswordProtectedTransport;
        }

        var classes = asked[2..].Select(letter => Array.Find(known, k => k.Letter == letter)).ToList();
        var hasAny = classes.Count > 0;
        return asked[..2] switch
        {
            "Ex" => classes.Find(k => hasSecondFactor || !k.NeedsFactor).Uri,
            "Mi" => hasAny && (hasSecondFactor || classes.Exists(k => !k.NeedsFactor)) ? usual : null,
            "Ma" => hasAny ? AuthnContextClasses.PasswordProtectedTransport : null,
            _ => hasAny && hasSecondFactor && classes.TrueForAll(k => !k.NeedsFactor) ? AuthnContextClasses.RefedsMfa : null,
        };
    }

    private static char LetterOf(string uri) =>
        Array.Find(known, k => string.Equals(k.Uri, uri, StringComparison.Ordinal)) is { Uri: not null } found ? found.Letter : '-';
}
