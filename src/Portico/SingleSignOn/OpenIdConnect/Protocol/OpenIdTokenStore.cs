using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// Keeps, for the protocol's library, what was given out, in the transaction of the request: a code that was redeemed is redeemed for
/// good when the answer leaves.
/// </summary>
internal sealed partial class OpenIdTokenStore(OpenIdTurn turn) : IOpenIddictTokenStore<OpenIdToken>
{
    private DbSet<OpenIdToken> All => turn.Work.Db.Set<OpenIdToken>();

    public ValueTask<OpenIdToken> InstantiateAsync(CancellationToken cancellationToken) =>
        new(new OpenIdToken { OrganizationId = turn.Work.Scope.OrganizationId, Id = turn.Work.NewId() });

    public ValueTask CreateAsync(OpenIdToken token, CancellationToken cancellationToken)
    {
        turn.Work.Db.Add(token);
        return ValueTask.CompletedTask;
    }

    /// <summary>It is saved with the operation.</summary>
    public ValueTask UpdateAsync(OpenIdToken token, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<OpenIdToken?> FindByIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (!ObjectId.TryParse(identifier, provider: null, out var id))
        {
            return null;
        }

        if (All.Local.FirstOrDefault(t => t.Id == id) is { } known)
        {
            return known;
        }

        if (turn.Work.Changes)
        {
            // Of two requests with the same code, the second sees what the first made of it.
            await turn.Work.TakeTurnAsync($"token:{id}", cancellationToken);
        }

        return await OpenIdQueries.Of(turn.Work).Token(turn.Work.Db, id, cancellationToken);
    }

    public async ValueTask<OpenIdToken?> FindByReferenceIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (turn.Work.Changes)
        {
            await turn.Work.TakeTurnAsync($"token:{identifier}", cancellationToken);
        }

        return await OpenIdQueries.Of(turn.Work).TokenByReference(turn.Work.Db, identifier, cancellationToken);
    }

    /// <summary>Somebody brought a second time what counts once: whoever it was, nothing that came of it counts any more.</summary>
    public async ValueTask<long> RevokeByAuthorizationIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (!ObjectId.TryParse(identifier, provider: null, out var grant))
        {
            return 0;
        }

        var counting = await All.Where(t => t.GrantId == grant && t.Status != Statuses.Revoked).ToListAsync(cancellationToken);
        counting.ForEach(t => t.Status = Statuses.Revoked);
        if (turn.Client is { Application: var application })
        {
            turn.Work.Record(new ApplicationTokenReplayed(application.Id, application.Name));
        }

        return counting.Count;
    }

    public ValueTask<string?> GetApplicationIdAsync(OpenIdToken token, CancellationToken cancellationToken) =>
        new(token.ApplicationId?.ToString());

    public ValueTask<string?> GetAuthorizationIdAsync(OpenIdToken token, CancellationToken cancellationToken) =>
        new(token.GrantId?.ToString());

    public ValueTask<DateTimeOffset?> GetCreationDateAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.CreatedAt);

    public ValueTask<DateTimeOffset?> GetExpirationDateAsync(OpenIdToken token, CancellationToken cancellationToken) =>
        new(token.ExpiresAt);

    public ValueTask<string?> GetIdAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.Id.ToString());

    public ValueTask<string?> GetPayloadAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.Payload);

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(OpenIdToken token, CancellationToken cancellationToken) =>
        new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<DateTimeOffset?> GetRedemptionDateAsync(OpenIdToken token, CancellationToken cancellationToken) =>
        new(token.RedeemedAt);

    public ValueTask<string?> GetReferenceIdAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.ReferenceHash);

    public ValueTask<string?> GetStatusAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.Status);

    public ValueTask<string?> GetSubjectAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.Subject);

    public ValueTask<string?> GetTypeAsync(OpenIdToken token, CancellationToken cancellationToken) => new(token.Type);

    public ValueTask SetApplicationIdAsync(OpenIdToken token, string? identifier, CancellationToken cancellationToken) =>
        Set(token.ApplicationId = IdOf(identifier));

    public ValueTask SetAuthorizationIdAsync(OpenIdToken token, string? identifier, CancellationToken cancellationToken) =>
        Set(token.GrantId = IdOf(identifier));

    public ValueTask SetCreationDateAsync(OpenIdToken token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(token.CreatedAt = date);

    public ValueTask SetExpirationDateAsync(OpenIdToken token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(token.ExpiresAt = date);

    public ValueTask SetPayloadAsync(OpenIdToken token, string? payload, CancellationToken cancellationToken) =>
        Set(token.Payload = payload);

    public ValueTask SetPropertiesAsync(
        OpenIdToken token,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancellationToken
    ) => properties.IsEmpty ? ValueTask.CompletedTask : throw OpenIdStores.NotUsed();

    public ValueTask SetRedemptionDateAsync(OpenIdToken token, DateTimeOffset? date, CancellationToken cancellationToken) =>
        Set(token.RedeemedAt = date);

    public ValueTask SetReferenceIdAsync(OpenIdToken token, string? identifier, CancellationToken cancellationToken) =>
        Set(token.ReferenceHash = identifier);

    public ValueTask SetStatusAsync(OpenIdToken token, string? status, CancellationToken cancellationToken) =>
        Set(token.Status = status ?? "");

    public ValueTask SetSubjectAsync(OpenIdToken token, string? subject, CancellationToken cancellationToken) =>
        Set(token.Subject = subject);

    public ValueTask SetTypeAsync(OpenIdToken token, string? type, CancellationToken cancellationToken) => Set(token.Type = type ?? "");

    private static ValueTask Set(object? set) => ValueTask.CompletedTask;

    private static ObjectId? IdOf(string? identifier) => identifier is null ? null : ObjectId.Parse(identifier, provider: null);
}
