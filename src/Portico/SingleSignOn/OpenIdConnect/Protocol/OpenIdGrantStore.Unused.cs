using System.Collections.Immutable;
using Portico.SingleSignOn.OpenIdConnect.Tokens;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>What the library can do besides, for administering: nothing asks for it here.</summary>
internal sealed partial class OpenIdGrantStore
{
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<long> CountAsync<TResult>(
        Func<IQueryable<OpenIdGrant>, IQueryable<TResult>> query,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask DeleteAsync(OpenIdGrant authorization, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdGrant> FindAsync(
        string? subject,
        string? client,
        string? status,
        string? type,
        ImmutableArray<string>? scopes,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdGrant> FindByApplicationIdAsync(string identifier, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdGrant> FindBySubjectAsync(string subject, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<OpenIdGrant>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdGrant> ListAsync(int? count, int? offset, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<OpenIdGrant>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<long> PruneAsync(DateTimeOffset threshold, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<long> RevokeAsync(
        string? subject,
        string? client,
        string? status,
        string? type,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<long> RevokeByApplicationIdAsync(string identifier, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask<long> RevokeBySubjectAsync(string subject, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();
}
