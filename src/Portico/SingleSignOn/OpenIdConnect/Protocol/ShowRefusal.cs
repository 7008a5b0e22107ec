using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.SingleSignOn.Http;
using Portico.SingleSignOn.OpenIdConnect.Http;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// Tells the client of a request that was refused, where it is known and the address is its own; otherwise the user is told, on a page,
/// and goes nowhere (RFC 6749 §4.1.2.1).
/// </summary>
internal sealed class ShowRefusal(OpenIdTurn turn, IOpenIddictApplicationManager clients)
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ApplyAuthorizationResponseContext>()
        .UseScopedHandler<ShowRefusal>()
        // The library itself tells no client of what it refused.
        .SetOrder(OpenIddictServerHandlers.Authentication.AttachRedirectUri.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Error is not { } error || !string.IsNullOrEmpty(context.RedirectUri))
        {
            return;
        }

        if (
            context.Request is { ClientId: { } named, RedirectUri: { } uri }
            && await clients.FindByClientIdAsync(named, context.CancellationToken) is OpenIdClient client
            && await clients.ValidateRedirectUriAsync(client, uri, context.CancellationToken)
        )
        {
            context.RedirectUri = uri;
            return;
        }

        var message = new SignOnMessage(
            "This sign-in cannot be answered",
            $"{context.Response.ErrorDescription} Nobody was signed in. If it happens again, give the code below to your administrator.",
            error
        );
        turn.Answer = new OpenIdAnswer.Page((front, _) => SignOnPages.Message(front, StatusCodes.Status400BadRequest, message));
        context.HandleRequest();
    }
}
