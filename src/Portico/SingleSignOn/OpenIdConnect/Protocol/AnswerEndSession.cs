using Microsoft.AspNetCore.WebUtilities;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.Platform.Access;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Http;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// A client wants the user signed out (OpenID Connect RP-Initiated Logout §2). With an ID token of that user it is done at once; without,
/// anybody may have sent the browser here, so the user is asked.
/// </summary>
internal sealed class AnswerEndSession(
    OpenIdTurn turn,
    OpenIdKeyring keyring,
    OpenIdConfirmations confirmations,
    IOpenIddictApplicationManager clients
) : IOpenIddictServerHandler<HandleEndSessionRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleEndSessionRequestContext>()
        .UseScopedHandler<AnswerEndSession>()
        .SetOrder(OpenIddictServerHandlers.Session.AttachPrincipal.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(HandleEndSessionRequestContext context)
    {
        var request = context.Request;
        var location = request.PostLogoutRedirectUri is { } uri
            ? request.State is { } state
                ? QueryHelpers.AddQueryString(uri, Parameters.State, state)
                : uri
            : null;
        turn.Answer =
            turn.Work.Actor is not Actor.User user || confirmations.IsBy(user, request) || await IsAboutAsync(user, context)
                ? new OpenIdAnswer.SignOut(location)
                : AskedOf(user, request);
        context.HandleRequest();
    }

    private OpenIdAnswer.Page AskedOf(Actor.User user, OpenIddictRequest request)
    {
        var confirmed = QueryHelpers.AddQueryString(
            OpenIdAddresses.PathOf(user.OrganizationId) + "/" + OpenIdAddresses.Logout,
            request
                .GetParameters()
                .Where(p => p.Key is not OpenIdConfirmations.Parameter)
                .Select(p => KeyValuePair.Create(p.Key, (string?)p.Value))
                .Append(KeyValuePair.Create(OpenIdConfirmations.Parameter, (string?)confirmations.Of(user)))
        );
        return new OpenIdAnswer.Page(
            (front, _) =>
                SignOnPages.Message(
                    front,
                    StatusCodes.Status200OK,
                    new(
                        "Sign out?",
                        $"An application asks to sign {user.FullName} out of {front.Name}, here and at the other applications.",
                        Code: null,
                        new("Sign out", confirmed, IsPrimary: true),
                        new("Stay signed in", front.Path + "/home")
                    )
                )
        );
    }

    private async Task<bool> IsAboutAsync(Actor.User user, HandleEndSessionRequestContext context) =>
        context.IdentityTokenHintPrincipal is { } hint
        && hint.GetClaim(Claims.Subject) is { } subject
        && (hint.GetPresenters().FirstOrDefault() ?? hint.GetAudiences().FirstOrDefault()) is { } named
        && await clients.FindByClientIdAsync(named, context.CancellationToken) is OpenIdClient client
        && string.Equals(subject, keyring.SubjectOf(client.Settings, user.UserId), StringComparison.Ordinal);
}
