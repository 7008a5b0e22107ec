using System.Security.Cryptography;
using System.Text;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Secrets;

namespace Portico.SignIn.Tries;

/// <summary>
/// A browser that someone signed in with before (OWASP's device cookie): wrong tries on it are counted by themselves, so that a
/// stranger who tries passwords elsewhere cannot keep the account's owner out. The cookie holds "account.browser", sealed; it lets
/// nobody in.
/// </summary>
internal static class KnownBrowser
{
    private const int KeyLength = 32;

    /// <summary>What the browser keeps after a sign-in: what it had for this account, or a new one.</summary>
    public static string For(string email, Caller caller) => Of(email, caller) ?? $"{KeyOf(email)}.{SecretToken.Create().Text}";

    /// <summary>What the caller's browser has for this account; null when it is not known to it.</summary>
    public static string? Of(string email, Caller caller) =>
        caller.KnownBrowser is { } known && known.StartsWith(KeyOf(email) + ".", StringComparison.Ordinal) ? known : null;

    private static string KeyOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Administrator.NormalizeEmail(email))))[..KeyLength];
}
