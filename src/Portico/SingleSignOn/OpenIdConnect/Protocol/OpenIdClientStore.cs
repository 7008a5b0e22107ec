using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using Portico.Applications;
using Portico.Platform;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Portico.SingleSignOn.OpenIdConnect.Protocol;

/// <summary>
/// Finds the clients of the organization that answers, for the protocol's library. It reads only: clients are added and changed by
/// administrators, in operations with a permission and an event.
/// </summary>
internal sealed partial class OpenIdClientStore(OpenIdTurn turn) : IOpenIddictApplicationStore<OpenIdClient>
{
    public ValueTask<OpenIdClient?> FindByIdAsync(string identifier, CancellationToken cancellationToken) =>
        FindByClientIdAsync(identifier, cancellationToken);

    public async ValueTask<OpenIdClient?> FindByClientIdAsync(string identifier, CancellationToken cancellationToken)
    {
        if (!ObjectId.TryParse(identifier, provider: null, out var id))
        {
            return null;
        }

        // One request asks for the same client dozens of times.
        if (turn.Client?.Id != id)
        {
            turn.Client = await OpenIdQueries.Of(turn.Work).Client(turn.Work.Db, id, cancellationToken);
        }

        // To programs a suspended application is none.
        return turn.Client is { Application.IsSuspended: true } && !turn.IsBrowser ? null : turn.Client;
    }

    /// <summary>The hashes of those that count, separated by blanks.</summary>
    public async ValueTask<string?> GetClientSecretAsync(OpenIdClient application, CancellationToken cancellationToken)
    {
        if (!application.UsesSecret)
        {
            return null;
        }

        var hashes = await OpenIdQueries.Of(turn.Work).Secrets(turn.Work.Db, application.Id, turn.Work.Now).ToListAsync(cancellationToken);
        return string.Join(' ', hashes);
    }

    public ValueTask<string?> GetApplicationTypeAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Settings.ClientType is OpenIdClientType.Public ? ApplicationTypes.Native : ApplicationTypes.Web);

    public ValueTask<string?> GetClientIdAsync(OpenIdClient application, CancellationToken cancellationToken) => new(application.ClientId);

    public ValueTask<string?> GetClientTypeAsync(OpenIdClient application, CancellationToken cancellationToken) => new(application.Type);

    public ValueTask<string?> GetConsentTypeAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(ConsentTypes.Implicit);

    public ValueTask<string?> GetDisplayNameAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Application.Name);

    public ValueTask<string?> GetIdAsync(OpenIdClient application, CancellationToken cancellationToken) => new(application.ClientId);

    public ValueTask<JsonWebKeySet?> GetJsonWebKeySetAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Keys);

    public ValueTask<ImmutableArray<string>> GetPermissionsAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Permissions);

    public ValueTask<ImmutableArray<string>> GetRedirectUrisAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new([.. application.Settings.RedirectUris]);

    public ValueTask<ImmutableArray<string>> GetPostLogoutRedirectUrisAsync(
        OpenIdClient application,
        CancellationToken cancellationToken
    ) => new([.. application.Settings.PostLogoutRedirectUris]);

    public ValueTask<ImmutableArray<string>> GetRequirementsAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Requirements);

    public ValueTask<ImmutableDictionary<string, string>> GetSettingsAsync(OpenIdClient application, CancellationToken cancellationToken) =>
        new(application.Lifetimes);

    /// <summary>
    /// Every client of the organization that has the address: a logout may name no client. There are few enough to look at each.
    /// </summary>
    public async IAsyncEnumerable<OpenIdClient> FindByPostLogoutRedirectUriAsync(
        string uri,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        foreach (var client in await ReadAsync(cancellationToken))
        {
            if (client.Settings.PostLogoutRedirectUris.Contains(uri, StringComparer.Ordinal))
            {
                yield return client;
            }
        }
    }

    private async Task<IReadOnlyList<OpenIdClient>> ReadAsync(CancellationToken ct)
    {
        var rows = await (
            from a in turn.Work.Db.Set<Application>().AsNoTracking()
            join s in turn.Work.Db.Set<OpenIdSettings>().AsNoTracking() on a.Id equals s.ApplicationId
            select new { Application = a, Settings = s }
        ).ToListAsync(ct);
        return rows.ConvertAll(r => new OpenIdClient(r.Application, r.Settings));
    }
}
