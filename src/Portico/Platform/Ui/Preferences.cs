namespace Portico.Platform.Ui;

/// <summary>What a browser remembers about the look, in a cookie that scripts may write: so the server renders the right theme and nothing flashes.</summary>
/// <param name="Theme">"light", "dark", or null for the system's.</param>
/// <param name="Side">"collapsed", or null for an open side navigation.</param>
public sealed record Preferences(string? Theme, string? Side)
{
    public const string Path = "/preferences";
    public const string ThemeCookie = "portico-theme";
    public const string SideCookie = "portico-side";

    public static Preferences Of(HttpContext? context) =>
        new(Known(context?.Request.Cookies[ThemeCookie]), Known(context?.Request.Cookies[SideCookie]));

    /// <summary>A value that is null stays; "system" and "open" go back to nothing remembered.</summary>
    public Preferences With(string? theme, string? side) => new(theme is null ? Theme : Known(theme), side is null ? Side : Known(side));

    public void WriteTo(HttpContext context)
    {
        Write(context, ThemeCookie, Theme);
        Write(context, SideCookie, Side);
    }

    private static string? Known(string? value) => value is "light" or "dark" or "collapsed" ? value : null;

    private static void Write(HttpContext context, string name, string? value)
    {
        if (value is null)
        {
            context.Response.Cookies.Delete(name);
            return;
        }

        var options = new CookieOptions
        {
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        };
        context.Response.Cookies.Append(name, value, options);
    }
}
