using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>
/// What tells one request of a client from every other: all its parameters, without those that Portico adds while a user is on the way.
/// </summary>
internal static class OpenIdRequestDigest
{
    /// <summary>What Portico added: it stands in the address, and not in a request that was pushed beforehand.</summary>
    public static string? OwnParameter(IHttpContextAccessor http, string name) =>
        http.HttpContext?.Request.Query[name] is { Count: 1 } given ? given[0] : null;

    public static string Of(OpenIddictRequest request)
    {
        var text = string.Join(
            '\n',
            request
                .GetParameters()
                .Where(p => p.Key is not (OpenIdArrivals.Parameter or OpenIdConfirmations.Parameter))
                .OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => $"{p.Key}={p.Value}")
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
