using System.Collections.Immutable;
using System.Text.Json;
using OpenIddict.Abstractions;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.SingleSignOn.OpenIdConnect.Tokens;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>Keeps, for the protocol's library, what users granted to applications by signing in to them.</summary>
internal sealed partial class OpenIdGrantStore(OpenIdTurn turn) : IOpenIddictAuthorizationStore<OpenIdGrant>
{
    public ValueTask<OpenIdGrant> InstantiateAsync(CancellationToken cancellationToken)
    {
        var (work, settings) = (turn.Work, turn.Client?.Settings);
        var lifetime = TimeSpan.FromDays(settings?.AllowsRefresh is true ? settings.RefreshTokenDays : 1);
        return new(
            new OpenIdGrant
            {
                OrganizationId = work.Scope.OrganizationId,
                Id = work.NewId(),
                UserId = (work.Actor as Actor.User)?.UserId,
                UserSessionId = (work.Actor as Actor.User)?.SessionId,
                EndsAt = work.Now + lifetime,
            }
        );
    }

    public ValueTask CreateAsync(OpenIdGrant authorization, CancellationToken cancellationToken)
    {
        turn.Work.Db.Add(authorization);
        return ValueTask.CompletedTask;
    }

    /// <summary>It is saved with the operation.</summary>
    public ValueTask UpdateAsync(OpenIdGrant authorization, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask<OpenIdGrant?> FindByIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (!ObjectId.TryParse(identifier, provider: null, out var id))
        {
            return null;
        }

        var work = turn.Work;
        return work.Db.Set<OpenIdGrant>().Local.FirstOrDefault(g => g.Id == id)
            ?? await OpenIdQueries.Of(work).Grant(work.Db, id, cancellationToken);
    }

    public ValueTask<string?> GetApplicationIdAsync(OpenIdGrant authorization, CancellationToken cancellationToken) =>
        new(authorization.ApplicationId.ToString());

    public ValueTask<DateTimeOffset?> GetCreationDateAsync(OpenIdGrant authorization, CancellationToken cancellationToken) =>
        new(authorization.CreatedAt);

    public ValueTask<string?> GetIdAsync(OpenIdGrant authorization, CancellationToken cancellationToken) =>
        new(authorization.Id.ToString());

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(
        OpenIdGrant authorization,
        CancellationToken cancellationToken
    ) => new(ImmutableDictionary<string, JsonElement>.Empty);

    public ValueTask<ImmutableArray<string>> GetScopesAsync(OpenIdGrant authorization, CancellationToken cancellationToken) =>
        new([.. authorization.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    public ValueTask<string?> GetStatusAsync(OpenIdGrant authorization, CancellationToken cancellationToken) => new(authorization.Status);

    public ValueTask<string?> GetSubjectAsync(OpenIdGrant authorization, CancellationToken cancellationToken) => new(authorization.Subject);

    public ValueTask<string?> GetTypeAsync(OpenIdGrant authorization, CancellationToken cancellationToken) => new(authorization.Type);

    public ValueTask SetApplicationIdAsync(OpenIdGrant authorization, string? identifier, CancellationToken cancellationToken)
    {
        authorization.ApplicationId = ObjectId.Parse(identifier!, provider: null);
        return ValueTask.CompletedTask;
    }

    public ValueTask SetCreationDateAsync(OpenIdGrant authorization, DateTimeOffset? date, CancellationToken cancellationToken)
    {
        authorization.CreatedAt = date;
        return ValueTask.CompletedTask;
    }

    public ValueTask SetPropertiesAsync(
        OpenIdGrant authorization,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancellationToken
    ) => properties.IsEmpty ? ValueTask.CompletedTask : throw OpenIdStores.NotUsed();

    public ValueTask SetScopesAsync(OpenIdGrant authorization, ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        authorization.Scopes = string.Join(' ', scopes);
        return ValueTask.CompletedTask;
    }

    public ValueTask SetStatusAsync(OpenIdGrant authorization, string? status, CancellationToken cancellationToken)
    {
        authorization.Status = status ?? "";
        return ValueTask.CompletedTask;
    }

    public ValueTask SetSubjectAsync(OpenIdGrant authorization, string? subject, CancellationToken cancellationToken)
    {
        authorization.Subject = subject;
        return ValueTask.CompletedTask;
    }

    public ValueTask SetTypeAsync(OpenIdGrant authorization, string? type, CancellationToken cancellationToken)
    {
        authorization.Type = type ?? "";
        return ValueTask.CompletedTask;
    }
}
