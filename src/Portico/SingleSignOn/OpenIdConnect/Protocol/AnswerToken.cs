using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.SigningIn;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// A client exchanges a code, a refresh token or its own credentials (RFC 6749 §4.1.3, §4.4, §6; RFC 8628 §3.4). The user is looked at
/// anew each time: who is suspended, or lost the application, gets nothing more.
/// </summary>
internal sealed class AnswerToken(OpenIdTurn turn) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<AnswerToken>()
        .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order + 100)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var client = turn.Client!;
        if (context.Request.IsClientCredentialsGrantType())
        {
            context.SignIn(OpenIdPrincipals.Of(client, context.Request.GetScopes()));
            return;
        }

        var before = context.Principal!;
        if (await OpenIdHolder.FindAsync(before.GetAuthorizationId(), client, turn.Work, context.CancellationToken) is not { } holder)
        {
            context.Reject(Errors.InvalidGrant, "The user may not use this application any more.");
            return;
        }

        if (client.Settings.AllowsRefresh && before.HasScope(Scopes.OfflineAccess))
        {
            holder.Grant.EndsAt = turn.Work.Now.AddDays(client.Settings.RefreshTokenDays);
        }

        var told = await OpenIdUserClaims.OfAsync(client.Settings, holder.User, before.GetScopes(), turn.Work, context.CancellationToken);
        context.SignIn(OpenIdPrincipals.Again(before, holder.Grant.Id.ToString(), client.Settings, told));
    }
}

/// <summary>Who granted what a client has.</summary>
/// <param name="Grant">What was granted.</param>
/// <param name="User">By whom.</param>
internal sealed record OpenIdHolder(OpenIdGrant Grant, User User)
{
    /// <summary>Null when the user is gone or suspended, or may not use the application any more.</summary>
    public static async Task<OpenIdHolder?> FindAsync(string? grantId, OpenIdClient client, Work work, CancellationToken ct) =>
        ObjectId.TryParse(grantId, provider: null, out var id) ? await OpenIdQueries.Of(work).Holder(work.Db, id, client.Id, ct) : null;
}
