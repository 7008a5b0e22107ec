using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Pages;

/// <summary>Lists as a form has them: each one text, which stays as it was typed when something in it is refused.</summary>
public sealed record TypedLines
{
    public string? RedirectUris { get; set; }
    public string? PostLogoutRedirectUris { get; set; }
    public string? Scopes { get; set; }

    internal static TypedLines Of(GetOpenIdSettings.Result settings) =>
        new()
        {
            RedirectUris = string.Join('\n', settings.RedirectUris),
            PostLogoutRedirectUris = string.Join('\n', settings.PostLogoutRedirectUris),
            Scopes = string.Join('\n', settings.Scopes),
        };

    /// <summary>One in each line; none of these holds a blank.</summary>
    internal static IReadOnlyList<string> Read(string? text) =>
        (text ?? "").Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
