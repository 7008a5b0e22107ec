using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>A scope of an application's own API.</summary>
internal sealed record OpenIdScope(string Name);

/// <summary>Knows, besides the usual scopes, those that the client at hand may ask for.</summary>
internal sealed partial class OpenIdScopeStore(
    IOpenIddictApplicationStore<OpenIdClient> clients,
    OpenIdTurn turn,
    IHttpContextAccessor http
) : IOpenIddictScopeStore<OpenIdScope>
{
    public async IAsyncEnumerable<OpenIdScope> FindByNamesAsync(
        ImmutableArray<string> names,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // It is asked before the client has proved anything: what it names is enough to know a name by.
        var named = (turn.Rehearsed ?? http.HttpContext!.GetOpenIddictServerRequest())?.ClientId;
        var client = named is null ? null : await clients.FindByClientIdAsync(named, cancellationToken);
        foreach (var scope in (client?.Settings.Scopes ?? []).Intersect(names, StringComparer.Ordinal))
        {
            yield return new OpenIdScope(scope);
        }
    }

    /// <summary>For whom access tokens are, the client's settings say, whatever their scopes.</summary>
    public IAsyncEnumerable<OpenIdScope> FindByResourceAsync(string resource, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<OpenIdScope>();

    public ValueTask<string?> GetNameAsync(OpenIdScope scope, CancellationToken cancellationToken) => new(scope.Name);

    public ValueTask<string?> GetIdAsync(OpenIdScope scope, CancellationToken cancellationToken) => new(scope.Name);

    public ValueTask<ImmutableArray<string>> GetResourcesAsync(OpenIdScope scope, CancellationToken cancellationToken) => new([]);
}
