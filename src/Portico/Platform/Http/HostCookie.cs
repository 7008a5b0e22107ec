namespace Portico.Platform.Http;

/// <summary>
/// A cookie of this host alone. Over https its name begins with <c>__Host-</c> (RFC 6265bis §4.1.3.2), so that no neighbouring site of
/// the same domain can plant one; plain http, for trying Portico out, knows no such names.
/// </summary>
internal sealed class HostCookie(IHttpContextAccessor http, string name) : CookieBuilder
{
    public override string? Name
    {
        get => NameOf(name, http.HttpContext);
        set => throw new NotSupportedException("The name is given once.");
    }

    /// <summary>The cookie's name in this request.</summary>
    public static string NameOf(string name, HttpContext? context) => context?.Request.IsHttps == true ? "__Host-" + name : name;
}
