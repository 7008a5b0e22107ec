using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>pysaml2.</summary>
public sealed class Pysaml2Journeys(Chromium chromium, PeerPortico<Pysaml2Peer> fixture)
    : SamlPeerJourneys<Pysaml2Peer>(chromium, fixture),
        IClassFixture<PeerPortico<Pysaml2Peer>>;
