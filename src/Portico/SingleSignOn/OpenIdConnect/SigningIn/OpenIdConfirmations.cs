using OpenIddict.Abstractions;
using Portico.Platform.Access;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>
/// That the user of a session said yes on a page of ours: what the page's link carries opens for that session only, so nobody else can
/// write such a link.
/// </summary>
internal sealed class OpenIdConfirmations(SealedText sealing)
{
    public const string Parameter = "portico_confirmation";
    private const string Yes = "yes";

    public string Of(Actor.User user) => sealing.Seal(Yes, PurposeOf(user));

    public bool IsBy(Actor.User user, OpenIddictRequest request) =>
        (string?)request[Parameter] is { Length: > 0 and < 1_000 } text && sealing.Open(text, PurposeOf(user)) is Yes;

    private static string PurposeOf(Actor.User user) => $"openid-confirmation:{user.OrganizationId}:{user.SessionId}";
}
