using System.Buffers;
using Portico.Saml.Metadata;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>An address to which a client's users may be sent with a code (RFC 6749 §3.1.2).</summary>
internal static class RedirectUri
{
    private static readonly SearchValues<char> Misread = SearchValues.Create("\\<>\"'`{}|^#");

    /// <summary>
    /// Https; http on this machine only; for public clients also a scheme of the app's own, which has a dot in it (RFC 8252 §7.1). No
    /// fragment, no wildcard: it is compared character by character.
    /// </summary>
    public static bool IsAllowed(string uri, OpenIdClientType type) =>
        !uri.Contains('*', StringComparison.Ordinal) && (EndpointUrl.IsAllowed(uri) || (type is OpenIdClientType.Public && IsOfAnApp(uri)));

    private static bool IsOfAnApp(string uri)
    {
        var end = uri.IndexOf(':', StringComparison.Ordinal);
        return uri.Length <= EndpointUrl.MaxLength
            && end > 0
            && uri[..end].Contains('.', StringComparison.Ordinal)
            && Uri.CheckSchemeName(uri[..end])
            && !uri.AsSpan().ContainsAnyExceptInRange('!', '~')
            && !uri.AsSpan().ContainsAny(Misread)
            && Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            && parsed.UserInfo.Length is 0;
    }
}
