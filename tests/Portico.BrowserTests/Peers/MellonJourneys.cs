using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>Apache with mod_auth_mellon.</summary>
public sealed class MellonJourneys(Chromium chromium, PeerPortico<MellonPeer> fixture)
    : SamlPeerJourneys<MellonPeer>(chromium, fixture),
        IClassFixture<PeerPortico<MellonPeer>>;
