using System.Globalization;
using OpenIddict.Abstractions;
using Portico.Platform.Access;
using Portico.Platform.Secrets;

namespace Portico.SingleSignOn.OpenIdConnect.SigningIn;

/// <summary>
/// What a user answered to the question whether a client may be told of him (prompt=consent). Each answer is sealed for one session and
/// one request, so nobody else can write it, and it says nothing about another request; it counts for a while only.
/// </summary>
internal sealed class OpenIdConsents(SealedText sealing, TimeProvider clock, IHttpContextAccessor http)
{
    private const char Yes = 'y';
    private const char No = 'n';
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public string Allow(Actor.User user, OpenIddictRequest request) => Seal(Yes, user, request);

    public string Deny(Actor.User user, OpenIddictRequest request) => Seal(No, user, request);

    /// <summary>Null while the user has not answered.</summary>
    public bool? AnswerOf(Actor.User user, OpenIddictRequest request) =>
        OpenIdRequestDigest.OwnParameter(http, OpenIdConfirmations.Parameter) is { Length: > 0 and < 1_000 } given
        && sealing.Open(given, PurposeOf(user, request)) is [(Yes or No) and var answer, .. var seconds]
        && clock.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)) + Lifetime
            ? answer is Yes
            : null;

    private string Seal(char answer, Actor.User user, OpenIddictRequest request) =>
        sealing.Seal(
            string.Create(CultureInfo.InvariantCulture, $"{answer}{clock.GetUtcNow().ToUnixTimeSeconds()}"),
            PurposeOf(user, request)
        );

    private static string PurposeOf(Actor.User user, OpenIddictRequest request) =>
        $"openid-consent:{user.OrganizationId}:{user.SessionId}:{OpenIdRequestDigest.Of(request)}";
}
