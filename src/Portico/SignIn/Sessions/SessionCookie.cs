using Portico.Platform.Http;
using Portico.Platform.Secrets;

namespace Portico.SignIn.Sessions;

/// <summary>
/// What a browser keeps of a sign-in: the session's token, and what makes it a known browser; over plain http only on the machine
/// itself, for trying Portico out.
/// </summary>
public sealed class SessionCookie(SealedText sealing)
{
    private const string SessionName = "portico-session";
    private const string BrowserName = "portico-browser";
    private const string BrowserPurpose = "known-browser";

    /// <summary>How long a browser stays a known one.</summary>
    private static readonly TimeSpan BrowserLifetime = TimeSpan.FromDays(365);

    /// <summary>The session's token, as the browser sent it.</summary>
    internal static string? TokenOf(HttpContext context) => BrowserCookie.Of(context, SessionName);

    /// <summary>What an earlier sign-in left in this browser; null when it left nothing or someone made it up.</summary>
    internal string? KnownBrowserOf(HttpContext context) =>
        BrowserCookie.Of(context, BrowserName) is { Length: > 0 and < 1_000 } sealedName ? sealing.Open(sealedName, BrowserPurpose) : null;

    /// <summary>Whether a sign-in may begin here: what is typed and what the cookie holds travels encrypted, or not at all.</summary>
    public static bool IsSafeFor(HttpContext context) => context.Request.IsHttps || IsThisMachine(context.Request.Host.Host);

    /// <summary>Gives the browser the session of the next step.</summary>
    internal void Keep(HttpContext context, SignInStep step)
    {
        if (!IsSafeFor(context))
        {
            throw new InvalidOperationException("A session is given over https only.");
        }

        // Without an age: it ends with the browser at the latest; the store ends it before.
        BrowserCookie.Keep(context, SessionName, step.Token.Text);
        if (step.Browser is { } browser)
        {
            KeepBrowser(context, browser);
        }
    }

    /// <summary>Makes the browser a known one.</summary>
    internal void KeepBrowser(HttpContext context, string browser) =>
        BrowserCookie.Keep(context, BrowserName, sealing.Seal(browser, BrowserPurpose), BrowserLifetime);

    /// <summary>Takes the session's token away; the browser stays known.</summary>
    internal static void Forget(HttpContext context) => BrowserCookie.Forget(context, SessionName);

    // The name in the browser's address bar: behind a proxy that nobody trusts the connection itself always comes from this machine.
    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
