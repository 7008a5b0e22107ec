namespace Portico.Platform.Http;

/// <summary>Cookies of this host alone that no script reads and no other site's form brings along.</summary>
internal static class BrowserCookie
{
    public static string? Of(HttpContext context, string name) => context.Request.Cookies[HostCookie.NameOf(name, context)];

    /// <summary>Without a lifetime it ends with the browser.</summary>
    public static void Keep(HttpContext context, string name, string value, TimeSpan? lifetime = null) =>
        context.Response.Cookies.Append(HostCookie.NameOf(name, context), value, Options(context, lifetime));

    public static void Forget(HttpContext context, string name) =>
        context.Response.Cookies.Delete(HostCookie.NameOf(name, context), Options(context, lifetime: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? lifetime) =>
        new()
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lifetime,
            IsEssential = true,
        };
}
