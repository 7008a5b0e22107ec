using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>
/// A client of OpenID Connect that others wrote, in a process that serves several applications, each at a path and with an application
/// at Portico.
/// </summary>
public abstract class OpenIdPeer : IAsyncDisposable
{
    private readonly Dictionary<string, OpenIdClientFacts> clients = new(StringComparer.Ordinal);
    private PortalPortico portico = null!;

    /// <summary>Why there is no such peer on this machine; null when there is.</summary>
    public abstract string? Missing { get; }

    /// <summary>The names of applications that only this peer has.</summary>
    public virtual IReadOnlyList<string> More => [];

    public PeerProcess Process { get; } = new();

    protected abstract Task LaunchAsync(IReadOnlyList<OpenIdClientFacts> clients, TimeSpan ahead);

    /// <summary>Where users go, and are greeted by their e-mail address once they are signed in.</summary>
    public abstract string HomeOf(string name);

    public abstract string CallbackOf(string name);

    /// <summary>Where a user signs out of it.</summary>
    public abstract string LogoutOf(string name);

    /// <summary>Where users come back to when they are signed out.</summary>
    public abstract string ByeOf(string name);

    /// <summary>Where it is told by Portico itself that a session ended.</summary>
    public abstract string ToldAt(string name);

    /// <summary>The cookie by which it knows a browser.</summary>
    public abstract string CookieOf(string name);

    /// <summary>In its own words, what is wrong.</summary>
    public abstract string WordsFor(Crooked wrong);

    /// <summary>Starts it with applications of these names.</summary>
    /// <param name="portico">Where they are applications of Acme.</param>
    /// <param name="way">Lies between the last of them and Portico; null for none.</param>
    /// <param name="ahead">How far its clock is ahead.</param>
    /// <param name="names">Of the applications.</param>
    public async Task JoinAsync(PortalPortico portico, CrookedWay? way, TimeSpan ahead, params string[] names)
    {
        this.portico = portico;
        foreach (var name in names)
        {
            var (id, discovery) = await portico.AddOpenIdApplicationAsync(TitleOf(name));
            await portico.SetOpenIdAsync(
                id,
                new()
                {
                    ["redirectUris"] = new JsonArray(CallbackOf(name), CallbackOf(names[^1])),
                    ["postLogoutRedirectUris"] = new JsonArray(ByeOf(name)),
                    ["initiateLoginUri"] = HomeOf(name),
                    ["backChannelLogoutUri"] = ToldAt(name),
                    ["allowsRefresh"] = true,
                }
            );
            var secret = await portico.MakeSecretAsync(id);
            var known = way is not null && string.Equals(name, names[^1], StringComparison.Ordinal) ? way.Before(discovery) : discovery;
            clients.Add(name, new(name, id, secret, known));
        }

        await PrepareAsync(clients);
        await LaunchAsync([.. clients.Values], ahead);
    }

    /// <summary>Chooses at Portico what this peer can do besides.</summary>
    protected virtual Task PrepareAsync(IReadOnlyDictionary<string, OpenIdClientFacts> clients) => Task.CompletedTask;

    /// <summary>Changes an application's settings at Portico.</summary>
    protected Task SetAsync(string name, JsonObject settings) => portico.SetOpenIdAsync(clients[name].Id, settings);

    /// <summary>What its tile is called: no two peers share a name, even at one Portico.</summary>
    public string TitleOf(string name) => $"{name} {Process.Port}";

    public OpenIdClientFacts FactsOf(string name) => clients[name];

    public Task AssignAsync(string name, string username) => portico.AssignAsync(clients[name].Id, username);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>What a client is told of itself and of Portico.</summary>
/// <param name="Name">At the peer.</param>
/// <param name="Id">The client ID.</param>
/// <param name="Secret">With which it proves who it is.</param>
/// <param name="Discovery">Where the issuer describes itself.</param>
public sealed record OpenIdClientFacts(string Name, string Id, string Secret, string Discovery);
