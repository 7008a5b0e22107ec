using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>What the library can do besides, for administering: nothing asks for it here.</summary>
internal sealed partial class OpenIdClientStore
{
    public ValueTask<long> CountAsync(CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask<long> CountAsync<TResult>(
        Func<IQueryable<OpenIdClient>, IQueryable<TResult>> query,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask CreateAsync(OpenIdClient application, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public ValueTask DeleteAsync(OpenIdClient application, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdClient> FindByRedirectUriAsync(string uri, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask<TResult?> GetAsync<TState, TResult>(
        Func<IQueryable<OpenIdClient>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<ImmutableDictionary<CultureInfo, string>> GetDisplayNamesAsync(
        OpenIdClient application,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<ImmutableDictionary<string, JsonElement>> GetPropertiesAsync(
        OpenIdClient application,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask<OpenIdClient> InstantiateAsync(CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<OpenIdClient> ListAsync(int? count, int? offset, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public IAsyncEnumerable<TResult> ListAsync<TState, TResult>(
        Func<IQueryable<OpenIdClient>, TState, IQueryable<TResult>> query,
        TState state,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetApplicationTypeAsync(OpenIdClient application, string? type, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetClientIdAsync(OpenIdClient application, string? identifier, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetClientSecretAsync(OpenIdClient application, string? secret, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetClientTypeAsync(OpenIdClient application, string? type, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetConsentTypeAsync(OpenIdClient application, string? type, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetDisplayNameAsync(OpenIdClient application, string? name, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetDisplayNamesAsync(
        OpenIdClient application,
        ImmutableDictionary<CultureInfo, string> names,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetJsonWebKeySetAsync(OpenIdClient application, JsonWebKeySet? set, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetPermissionsAsync(
        OpenIdClient application,
        ImmutableArray<string> permissions,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetPostLogoutRedirectUrisAsync(
        OpenIdClient application,
        ImmutableArray<string> uris,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetPropertiesAsync(
        OpenIdClient application,
        ImmutableDictionary<string, JsonElement> properties,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetRedirectUrisAsync(OpenIdClient application, ImmutableArray<string> uris, CancellationToken cancellationToken) =>
        throw OpenIdStores.NotUsed();

    public ValueTask SetRequirementsAsync(
        OpenIdClient application,
        ImmutableArray<string> requirements,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask SetSettingsAsync(
        OpenIdClient application,
        ImmutableDictionary<string, string> settings,
        CancellationToken cancellationToken
    ) => throw OpenIdStores.NotUsed();

    public ValueTask UpdateAsync(OpenIdClient application, CancellationToken cancellationToken) => throw OpenIdStores.NotUsed();
}
