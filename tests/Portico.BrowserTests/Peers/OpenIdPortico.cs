using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>A Portico with one peer that has several applications. Neither is started where the peer is not installed.</summary>
public sealed class OpenIdPortico<TPeer> : IAsyncLifetime
    where TPeer : OpenIdPeer, new()
{
    public const string Chat = "chat";

    public const string Board = "board";

    /// <summary>Comes to Portico by the <see cref="Way"/> only.</summary>
    public const string Misled = "misled";

    public TPeer Peer { get; } = new();
    public PortalPortico Portico { get; } = new();
    public CrookedWay Way { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (Peer.Missing is not null)
        {
            return;
        }

        await Portico.InitializeAsync();
        await Peer.JoinAsync(Portico, Way, TimeSpan.Zero, [Chat, Board, .. Peer.More, Misled]);
        Way.Other = Peer.FactsOf(Chat);
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        await Way.DisposeAsync();
        await Portico.DisposeAsync();
    }
}
