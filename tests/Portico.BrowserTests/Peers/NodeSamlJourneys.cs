using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>node-saml.</summary>
public sealed class NodeSamlJourneys(Chromium chromium, PeerPortico<NodeSamlPeer> fixture)
    : SamlPeerJourneys<NodeSamlPeer>(chromium, fixture),
        IClassFixture<PeerPortico<NodeSamlPeer>>;
