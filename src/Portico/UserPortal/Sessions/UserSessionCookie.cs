using Portico.Platform.Http;
using Portico.Platform.Secrets;
using Portico.SignIn.Sessions;

namespace Portico.UserPortal.Sessions;

/// <summary>
/// What a browser keeps of a user's sign-in, beside what it may keep of an administrator's: one can be both in one browser. One user at
/// a time: who signs in to another organization's portal leaves the former one.
/// </summary>
public sealed class UserSessionCookie(SealedText sealing)
{
    private const string SessionName = "portico-user-session";
    private const string BrowserName = "portico-user-browser";
    private const string BrowserPurpose = "known-browser-of-user";

    private static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(365);

    internal static string? TokenOf(HttpContext context) => BrowserCookie.Of(context, SessionName);

    /// <summary>What an earlier sign-in left in this browser; null when it left nothing or someone made it up.</summary>
    internal string? KnownBrowserOf(HttpContext context) =>
        BrowserCookie.Of(context, BrowserName) is { Length: > 0 and < 1_000 } sealedName ? sealing.Open(sealedName, BrowserPurpose) : null;

    /// <summary>Gives the browser the session of the next step.</summary>
    internal void Keep(HttpContext context, UserSignInStep step)
    {
        if (!SessionCookie.IsSafeFor(context))
        {
            throw new InvalidOperationException("A session is given over https only.");
        }

        BrowserCookie.Keep(context, SessionName, step.Token.Text);
        if (step.Browser is { } browser)
        {
            KeepBrowser(context, browser);
        }
    }

    internal void KeepBrowser(HttpContext context, string browser) =>
        BrowserCookie.Keep(context, BrowserName, sealing.Seal(browser, BrowserPurpose), BrowserLifetime);

    internal static void Forget(HttpContext context) => BrowserCookie.Forget(context, SessionName);
}
