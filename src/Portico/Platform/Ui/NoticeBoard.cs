using Microsoft.AspNetCore.DataProtection;
using Portico.Platform.Http;

namespace Portico.Platform.Ui;

/// <summary>Carries one quiet line of success over a redirect: left by the form that worked, shown once by the next page.</summary>
public sealed class NoticeBoard(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private string CookieName => HostCookie.NameOf("portico-notice", Context);

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Leaves the line for the next page.</summary>
    public void Leave(string words) =>
        Context.Response.Cookies.Append(CookieName, Protector.Protect(words), Options(TimeSpan.FromMinutes(1)));

    /// <summary>The line that was left, once; null when there is none or someone made one up.</summary>
    public string? Take()
    {
        if (Context.Request.Cookies[CookieName] is not { Length: > 0 and < 4_000 } sealedWords)
        {
            return null;
        }

        Context.Response.Cookies.Delete(CookieName, Options(lifetime: null));
        try
        {
            return Protector.Unprotect(sealedWords);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    // Also to take it away: browsers refuse a change of a "__Host-" cookie that is not secure.
    private CookieOptions Options(TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            MaxAge = lifetime,
            Path = "/",
        };

    private IDataProtector Protector => protection.CreateProtector("Portico.Notice");
}
