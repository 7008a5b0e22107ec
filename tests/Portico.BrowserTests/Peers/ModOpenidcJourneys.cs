using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>Apache with mod_auth_openidc.</summary>
public sealed class ModOpenidcJourneys(Chromium chromium, OpenIdPortico<ModOpenidcPeer> fixture)
    : OpenIdPeerJourneys<ModOpenidcPeer>(chromium, fixture),
        IClassFixture<OpenIdPortico<ModOpenidcPeer>>;
