using System.Buffers;

namespace Portico.Saml.Metadata;

/// <summary>An address of another side that browsers are sent to.</summary>
public static class EndpointUrl
{
    public const int MaxLength = 2048;

    private static readonly SearchValues<char> Misread = SearchValues.Create("\\<>\"'`{}|^#");

    /// <summary>
    /// Https; http on this machine only, for trying out. No other scheme (javascript:, data:), no user name in it, no fragment, nothing
    /// that reads differently in a browser.
    /// </summary>
    public static bool IsAllowed(string url)
    {
        if (url.Length > MaxLength || url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.AsSpan().ContainsAny(Misread))
        {
            return false;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Host.Length == 0)
        {
            return false;
        }

        var isHttps = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var isHttp = url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isHttps || (isHttp && uri.IsLoopback);
    }
}
