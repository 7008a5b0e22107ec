using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>A Portico with one peer that has four service providers. Neither is started where the peer is not installed.</summary>
public sealed class PeerPortico<TPeer> : IAsyncLifetime
    where TPeer : SamlPeer, new()
{
    /// <summary>Gets encrypted assertions.</summary>
    public const string Wiki = "wiki";

    public const string Payroll = "payroll";

    /// <summary>Portico believes it to have another entity ID.</summary>
    public const string Misled = "misled";

    public TPeer Peer { get; } = new();
    public PortalPortico Portico { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (Peer.Missing is not null)
        {
            return;
        }

        await Portico.InitializeAsync();
        await Peer.JoinAsync(Portico, TimeSpan.Zero, Wiki, Payroll, Misled, SamlPeer.Sha1);
        await Peer.SetAsync(Wiki, new() { ["encryptsAssertions"] = true });
        await Peer.SetAsync(Misled, new() { ["entityId"] = "https://elsewhere.example/saml" });
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await Portico.DisposeAsync();
    }
}
