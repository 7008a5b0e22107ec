using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Portico.Platform;

namespace Portico.SingleSignOn.OpenIdConnect.Http;

/// <summary>Asks a user whether a client may be told of him, when the client wants him asked.</summary>
internal static class OpenIdConsentPage
{
    /// <param name="asked">What the user is asked.</param>
    /// <param name="mark">When the request arrived.</param>
    public static OpenIdAnswer Of(OpenIdConsentQuestion asked, string mark) =>
        new OpenIdAnswer.Page(
            (front, addressWith) =>
            {
                var address = addressWith(mark).Split('?', 2);
                var again = QueryHelpers
                    .ParseQuery(address[1])
                    .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v ?? "")))
                    .ToList();
                return new RazorComponentResult<OpenIdConsentDocument>(
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["Front"] = front,
                        ["Asked"] = asked,
                        ["Action"] = address[0],
                        ["Again"] = again,
                    }
                );
            }
        );
}

/// <param name="Application">Which one asks.</param>
/// <param name="FullName">Of the user who is asked.</param>
/// <param name="Username">Of the same.</param>
/// <param name="Told">What it would be told.</param>
/// <param name="May">What it could do besides.</param>
/// <param name="ApplicationId">Its id.</param>
/// <param name="LogoHash">Names its logo; null without one.</param>
/// <param name="Allow">The answer yes, sealed.</param>
/// <param name="Deny">The answer no, sealed.</param>
public sealed record OpenIdConsentQuestion(
    string Application,
    string FullName,
    string Username,
    IReadOnlyList<string> Told,
    IReadOnlyList<string> May,
    ObjectId ApplicationId,
    string? LogoHash,
    string Allow,
    string Deny
);
