using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.OpenIdConnect.Protocol;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Portico.SingleSignOn.OpenIdConnect.Testing;

/// <summary>Lets the protocol's library check an authorization request as it checks a real one, and goes no further.</summary>
public sealed class OpenIdRehearsal
{
    private readonly OpenIdTurn turn;
    private readonly OpenIdIssuers issuers;
    private readonly IOpenIddictServerFactory transactions;
    private readonly IOpenIddictServerDispatcher dispatcher;

    internal OpenIdRehearsal(
        OpenIdTurn turn,
        OpenIdIssuers issuers,
        IOpenIddictServerFactory transactions,
        IOpenIddictServerDispatcher dispatcher
    ) => (this.turn, this.issuers, this.transactions, this.dispatcher) = (turn, issuers, transactions, dispatcher);

    /// <summary>The first check that fails; null when none does.</summary>
    internal async Task<(string Code, string Words)?> FindRefusalAsync(OpenIddictRequest request, Work work, CancellationToken ct)
    {
        var keys = await work.Db.Set<OpenIdKey>().AsNoTracking().ToListAsync(ct);
        var issuer = issuers.Of(work.Scope.OrganizationId, keys, work.Now);
        return await turn.TakeAsync(work, () => issuers.RehearseAsync(issuer, () => CheckAsync(request, issuer.Options.Issuer!, ct)));
    }

    private async Task<(string Code, string Words)?> CheckAsync(OpenIddictRequest request, Uri issuer, CancellationToken ct)
    {
        (turn.IsBrowser, turn.Rehearsed) = (true, request);
        var transaction = await transactions.CreateTransactionAsync();
        transaction.CancellationToken = ct;
        transaction.EndpointType = OpenIddictServerEndpointType.Authorization;
        transaction.BaseUri = new Uri(issuer.AbsoluteUri + "/");
        transaction.RequestUri = new Uri($"{issuer.AbsoluteUri}/{OpenIdAddresses.Authorize}");
        transaction.Request = request;
        var context = new ValidateAuthorizationRequestContext(transaction);
        await dispatcher.DispatchAsync(context);
        return context.IsRejected
            ? (context.Error ?? OpenIddictConstants.Errors.InvalidRequest, context.ErrorDescription ?? "The request is not valid.")
            : null;
    }
}
