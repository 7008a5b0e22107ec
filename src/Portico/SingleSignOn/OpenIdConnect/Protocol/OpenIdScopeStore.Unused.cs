using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>What the library can do besides, for administering: nothing asks for it here.</summary>
internal sealed partial class OpenIdScopeStore
{
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<long> CountAsync<TResult>(
        Func<IQueryable<OpenIdScope>, IQueryable<TResult>> query,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask CreateAsync(OpenIdScope scope, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask DeleteAsync(OpenIdScope scope, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<OpenIdScope?> FindByIdAsync(string identifier, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<OpenIdScope?> FindByNameAsync(string name, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<OpenIdScope>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<string?> GetDescriptionAsync(OpenIdScope scope, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDescriptionsAsync(
        OpenIdScope scope,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<string?> GetDisplayNameAsync(OpenIdScope scope, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(
        OpenIdScope scope,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(OpenIdScope scope, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask<OpenIdScope> InstantiateAsync(CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdScope> ListAsync(int? count, int? offset, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<OpenIdScope>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetDescriptionAsync(OpenIdScope scope, string? description, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetDescriptionsAsync(
        OpenIdScope scope,
        ImmutableDictionary<CultureInfo, string> descriptions,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetDisplayNameAsync(OpenIdScope scope, string? name, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetDisplayNamesAsync(
        OpenIdScope scope,
        ImmutableDictionary<CultureInfo, string> names,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetNameAsync(OpenIdScope scope, string? name, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask SetPropertiesAsync(
        OpenIdScope scope,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetResourcesAsync(OpenIdScope scope, ImmutableArray<string> resources, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask UpdateAsync(OpenIdScope scope, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();
}
