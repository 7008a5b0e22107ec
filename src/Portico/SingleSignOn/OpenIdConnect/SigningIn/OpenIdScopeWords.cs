using Portico.SingleSignOn.OpenIdConnect.Protocol;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>What a client gets for its scopes, in words for the user who is asked.</summary>
internal static class OpenIdScopeWords
{
    private static readonly (string Scope, string Words)[] Known =
    [
        (Scopes.Profile, "Your name and your username"),
        (Scopes.Email, "Your e-mail address"),
        (Scopes.Phone, "Your phone number"),
        (Scopes.Address, "Your work address"),
        (OpenIdScopes.Groups, "The groups that you are in"),
    ];

    /// <summary>What it is told, beginning with what it always is.</summary>
    public static IReadOnlyList<string> ToldFor(IReadOnlyCollection<string> scopes, OpenIdSettings settings) =>
        [
            "That it is you, and how you signed in",
            .. Known.Where(k => scopes.Contains(k.Scope, StringComparer.Ordinal)).Select(k => k.Words),
            .. settings.Claims.Count is 0
                ? (string[])[]
                : [$"What your organization adds: {string.Join(", ", settings.Claims.Select(c => c.Name))}"],
        ];

    /// <summary>What it may do besides.</summary>
    public static IReadOnlyList<string> MayFor(IReadOnlyCollection<string> scopes, OpenIdSettings settings) =>
        [
            .. scopes.Contains(Scopes.OfflineAccess, StringComparer.Ordinal) && settings.AllowsRefresh
                ? (string[])["Go on working for you while you are away"]
                : [],
            .. scopes.Intersect(settings.Scopes, StringComparer.Ordinal).Select(s => $"Act for you at its own service: {s}"),
        ];
}
