using System.Text.RegularExpressions;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>What every client that others wrote is tried with. Nothing is skipped silently: ./check says which peer is missing.</summary>
public abstract class OpenIdPeerJourneys<TPeer>(Chromium chromium, OpenIdPortico<TPeer> fixture)
    : Journey(chromium, fixture.Portico.Process)
    where TPeer : OpenIdPeer, new()
{
    protected const string Chat = OpenIdPortico<TPeer>.Chat;
    protected const string Board = OpenIdPortico<TPeer>.Board;
    protected const string Secret = "Violet anchor 47 drum";
    private const string Misled = OpenIdPortico<TPeer>.Misled;

    private readonly PortalPortico portico = fixture.Portico;
    private readonly TPeer peer = fixture.Peer;
    private readonly CrookedWay way = fixture.Way;
    private int printed;

    public override ValueTask InitializeAsync()
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        printed = peer.Process.Output.Length;
        way.Wrong = null;
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Signs_in_once_for_two_applications_and_out_of_both_at_one_of_them()
    {
        await AddAsync("petra", Chat, Board);
        var page = await OpenAsync(at: peer.HomeOf(Chat));
        await page.SignInToPortalAsync("petra", Secret);
        await IsGreetedAsync(page, "petra");
        // The second asks for no password.
        await page.GotoAsync(peer.HomeOf(Board));
        await IsGreetedAsync(page, "petra");

        await page.GotoAsync(peer.LogoutOf(Board));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Signed out");
        Assert.StartsWith(peer.ByeOf(Board), page.Url, StringComparison.Ordinal);
        await AsksToSignInAsync(page, Board);
        // Portico tells the other one, without the browser.
        await IsToldAsync(page, Chat);
    }

    [Fact]
    public async Task Signs_in_from_the_tiles_and_out_of_both_applications_in_the_portal()
    {
        await AddAsync("pavel", Chat, Board);
        var page = await OpenAsync(at: $"/o/{portico.Acme}/home");
        await page.SignInToPortalAsync("pavel", Secret);
        await OpenTileAsync(page, Chat);
        await IsGreetedAsync(page, "pavel");
        await page.GotoAsync($"/o/{portico.Acme}/home");
        await OpenTileAsync(page, Board);
        await IsGreetedAsync(page, "pavel");

        await page.GotoAsync($"/o/{portico.Acme}/home");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Locator("#profile-menu").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("Username or e-mail").WaitForAsync();
        await IsToldAsync(page, Chat);
        await IsToldAsync(page, Board);
    }

    [Theory]
    [InlineData(Crooked.Changed)]
    [InlineData(Crooked.SignatureMissing)]
    [InlineData(Crooked.Issuer)]
    [InlineData(Crooked.Audience)]
    [InlineData(Crooked.Nonce)]
    [InlineData(Crooked.State)]
    [InlineData(Crooked.Challenge)]
    public async Task What_was_changed_on_the_way_lets_nobody_in(Crooked wrong)
    {
        var user = $"quentin.{wrong}".ToLowerInvariant();
        await AddAsync(user, Misled, Chat);
        var page = await OpenAsync(at: peer.HomeOf(Misled));
        await page.SignInToPortalAsync(user, Secret);
        // The way itself lets in: what is refused is refused for the change.
        await IsGreetedAsync(page, user);
        await page.Context.ClearCookiesAsync(new() { Name = peer.CookieOf(Misled) });
        way.Wrong = wrong;
        await page.GotoAsync(peer.HomeOf(Misled));

        await IsRefusedAsync(page, peer, Misled, wrong, printed);
        await page.Context.ClearCookiesAsync(new() { Domain = "localhost" });
        await AsksToSignInAsync(page, Misled);
    }

    [Fact]
    public async Task What_has_ended_is_refused()
    {
        Assert.SkipWhen(PeerProcess.Faketime is null, "faketime is not installed.");
        await using var late = new TPeer();
        await late.JoinAsync(portico, way: null, TimeSpan.FromHours(1), "late");
        await portico.AddUserAsync(portico.Acme, "tina", Secret);
        await late.AssignAsync("late", "tina");
        var page = await OpenAsync(at: late.HomeOf("late"));
        await page.SignInToPortalAsync("tina", Secret);

        await IsRefusedAsync(page, late, "late", Crooked.Expired, after: 0);
    }

    [Fact]
    public async Task Who_is_suspended_is_let_in_nowhere_though_the_browser_was_signed_in()
    {
        await AddAsync("rosa", Board);
        var page = await OpenAsync(at: peer.HomeOf(Board));
        await page.SignInToPortalAsync("rosa", Secret);
        await IsGreetedAsync(page, "rosa");
        await page.Context.ClearCookiesAsync(new() { Name = peer.CookieOf(Board) });
        // As long as nothing happens to the user, the session at Portico is enough.
        await page.GotoAsync(peer.HomeOf(Board));
        await IsGreetedAsync(page, "rosa");

        await portico.SuspendUserAsync(portico.Acme, "rosa");
        // The application is told of it too.
        await IsToldAsync(page, Board);
        await page.SignInToPortalAsync("rosa", Secret);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_assignment_is_told_so_by_Portico_and_comes_to_no_application()
    {
        await AddAsync("stan", Chat);
        var page = await OpenAsync(at: peer.HomeOf(Board));
        await page.SignInToPortalAsync("stan", Secret);
        await Expect(page.Body()).ToContainTextAsync($"{peer.TitleOf(Board)} is not assigned to you");
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    protected async Task AddAsync(string user, params string[] applications)
    {
        await portico.AddUserAsync(portico.Acme, user, Secret);
        foreach (var application in applications)
        {
            await peer.AssignAsync(application, user);
        }
    }

    private Task OpenTileAsync(IPage page, string application) =>
        page.GetByRole(AriaRole.Link, new() { Name = peer.TitleOf(application) }).ClickAsync();

    protected static async Task IsGreetedAsync(IPage page, string user)
    {
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Hello {PortalPortico.EmailOf(user)}");
        await Expect(page.Locator("p")).ToContainTextAsync($"mail={PortalPortico.EmailOf(user)}");
    }

    /// <summary>Waits, at most 15 seconds, until the application does not know the browser any more.</summary>
    private async Task IsToldAsync(IPage page, string application)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            await page.GotoAsync(peer.HomeOf(application));
            if (page.Url.StartsWith(Portico.Url, StringComparison.Ordinal))
            {
                break;
            }

            await Task.Delay(250);
        }

        await AsksToSignInAsync(page, application);
    }

    private async Task AsksToSignInAsync(IPage page, string application)
    {
        await page.GotoAsync(peer.HomeOf(application));
        await page.GetByLabel("Username or e-mail").WaitForAsync();
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    private static async Task IsRefusedAsync(IPage page, TPeer peer, string application, Crooked wrong, int after)
    {
        await peer.Process.SaysAsync(peer.WordsFor(wrong), after);
        await Expect(page)
            .ToHaveURLAsync(new Regex("^" + Regex.Escape(peer.CallbackOf(application)), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByText("Hello")).ToHaveCountAsync(0);
    }
}
