using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>Whoever has an access token asks about its user (OpenID Connect Core §5.3).</summary>
internal sealed class AnswerUserInfo(OpenIdTurn turn, IOpenIddictApplicationManager clients)
    : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleUserInfoRequestContext>()
        .UseScopedHandler<AnswerUserInfo>()
        .SetOrder(OpenIddictServerHandlers.UserInfo.AttachClaims.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var (token, ct) = (context.AccessTokenPrincipal, context.CancellationToken);
        var presenter = token.GetPresenters().FirstOrDefault();
        var client = presenter is null ? null : (OpenIdClient?)await clients.FindByClientIdAsync(presenter, ct);
        var holder =
            client is null || client.Application.IsSuspended || !token.HasScope(Scopes.OpenId)
                ? null
                : await OpenIdHolder.FindAsync(token.GetAuthorizationId(), client, turn.Work, ct);
        if (holder is null)
        {
            context.Reject(Errors.InvalidToken, "The token does not tell of a user who may use the application.");
            return;
        }

        // The organization is the only issuer that asks here, and the audience is the client: the answer is not addressed.
        context.Issuer = null;
        context.Audiences.Clear();
        foreach (var (name, value) in await OpenIdUserClaims.OfAsync(client!.Settings, holder.User, token.GetScopes(), turn.Work, ct))
        {
            context.Claims[name] = new OpenIddictParameter(value);
        }
    }
}
