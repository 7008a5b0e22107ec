using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>openid-client, and what it can do besides signing users in.</summary>
public sealed class OpenIdClientJourneys(Chromium chromium, OpenIdPortico<OpenIdClientPeer> fixture)
    : OpenIdPeerJourneys<OpenIdClientPeer>(chromium, fixture),
        IClassFixture<OpenIdPortico<OpenIdClientPeer>>
{
    private readonly OpenIdClientPeer peer = fixture.Peer;
    private readonly PortalPortico portico = fixture.Portico;

    [Fact]
    public async Task Refreshes_with_a_new_token_each_time_until_a_former_one_comes_again()
    {
        var page = await SignedInAsync("ruth");
        for (var times = 0; times < 2; times++)
        {
            await page.GotoAsync(peer.HomeOf(Board) + "refresh");
            await Expect(page.Locator("h1")).ToHaveTextAsync($"Refreshed {PortalPortico.EmailOf("ruth")}");
            await Expect(page.Locator("p")).ToHaveTextAsync("new=true");
        }

        await IsRefusedAsync(page, Board, "again", "invalid_grant");
        // Whoever has it may be somebody else: the one that was good ends with it.
        await IsRefusedAsync(page, Board, "refresh", "invalid_grant");
    }

    [Fact]
    public async Task Who_is_suspended_is_refreshed_no_more()
    {
        var page = await SignedInAsync("sven");
        await portico.SuspendUserAsync(portico.Acme, "sven");
        await IsRefusedAsync(page, Board, "refresh", "invalid_grant");
    }

    [Fact]
    public async Task Pushes_its_requests_and_proves_who_it_is_by_a_signature()
    {
        await AddAsync("paula", OpenIdClientPeer.Strict);
        var page = await OpenAsync();
        var addresses = new List<string>();
        page.Request += (_, request) => addresses.Add(request.Url);
        await page.GotoAsync(peer.HomeOf(OpenIdClientPeer.Strict));
        await page.SignInToPortalAsync("paula", Secret);
        await IsGreetedAsync(page, "paula");
        var asked = Assert.Single(
            addresses,
            a => a.Contains("/oidc/authorize?", StringComparison.Ordinal) && !a.Contains("portico_arrival", StringComparison.Ordinal)
        );
        Assert.Contains("request_uri=urn", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("redirect_uri", asked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData(OpenIdClientPeer.Strict)]
    public async Task Acts_for_itself(string application)
    {
        var page = await OpenAsync(at: peer.HomeOf(application) + "service");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Acts for itself");
        await Expect(page.Locator("p")).ToHaveTextAsync($"sub={peer.FactsOf(application).Id} scope=reports.read");
    }

    [Fact]
    public async Task Who_was_not_allowed_to_act_for_itself_cannot()
    {
        var page = await OpenAsync();
        await IsRefusedAsync(page, Board, "service", "unauthorized_client");
    }

    private async Task<IPage> SignedInAsync(string user)
    {
        await AddAsync(user, Board);
        var page = await OpenAsync(at: peer.HomeOf(Board));
        await page.SignInToPortalAsync(user, Secret);
        await IsGreetedAsync(page, user);
        return page;
    }

    private async Task IsRefusedAsync(IPage page, string application, string at, string words)
    {
        var printed = peer.Process.Output.Length;
        await page.GotoAsync(peer.HomeOf(application) + at);
        await Expect(page.Locator("h1")).ToHaveTextAsync("Refused");
        await peer.Process.SaysAsync(words, printed);
    }
}
