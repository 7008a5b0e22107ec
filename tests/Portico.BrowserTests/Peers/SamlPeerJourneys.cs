using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests.Peers;

/// <summary>What every service provider that others wrote is tried with. Nothing is skipped silently: ./check says which peer is missing.</summary>
public abstract partial class SamlPeerJourneys<TPeer>(Chromium chromium, PeerPortico<TPeer> fixture)
    : Journey(chromium, fixture.Portico.Process)
    where TPeer : SamlPeer, new()
{
    private const string Wiki = PeerPortico<TPeer>.Wiki;
    private const string Payroll = PeerPortico<TPeer>.Payroll;
    private const string Misled = PeerPortico<TPeer>.Misled;
    private const string Secret = "Violet anchor 47 drum";

    private readonly PortalPortico portico = fixture.Portico;
    private readonly TPeer peer = fixture.Peer;
    private int printed;

    public override ValueTask InitializeAsync()
    {
        Assert.SkipWhen(peer.Missing is not null, peer.Missing ?? "");
        printed = peer.Process.Output.Length;
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Signs_in_once_for_two_service_providers_and_out_of_both_at_one_of_them()
    {
        await AddAsync("petra", Wiki, Payroll);
        var page = await OpenAsync(at: peer.HomeOf(Wiki));
        await page.SignInToPortalAsync("petra", Secret);
        await IsGreetedAsync(page, "petra");
        // The second asks for no password.
        await page.GotoAsync(peer.HomeOf(Payroll));
        await IsGreetedAsync(page, "petra");

        await page.GotoAsync(peer.LogoutOf(Payroll));
        await Expect(page.Locator("h1")).ToHaveTextAsync("Signed out");
        Assert.StartsWith(peer.Process.Url, page.Url, StringComparison.Ordinal);
        // Of the other one too: it asks anew, and the identity provider does so as well.
        await AsksToSignInAsync(page, Wiki);
        await AsksToSignInAsync(page, Payroll);
    }

    [Fact]
    public async Task Signs_in_from_the_tiles_and_out_of_both_service_providers_in_the_portal()
    {
        await AddAsync("pavel", Wiki, Payroll);
        var page = await OpenAsync(at: $"/o/{portico.Acme}/home");
        await page.SignInToPortalAsync("pavel", Secret);
        await OpenTileAsync(page, Wiki);
        await IsGreetedAsync(page, "pavel");
        await page.GotoAsync($"/o/{portico.Acme}/home");
        await OpenTileAsync(page, Payroll);
        await IsGreetedAsync(page, "pavel");

        await page.GotoAsync($"/o/{portico.Acme}/home");
        await page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await page.Locator("#profile-menu").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByLabel("Username or e-mail").WaitForAsync();
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
        await AsksToSignInAsync(page, Wiki);
        await AsksToSignInAsync(page, Payroll);
    }

    [Theory]
    [InlineData(Wrong.Changed, Payroll)]
    [InlineData(Wrong.SignatureMissing, Payroll)]
    [InlineData(Wrong.CipherChanged, Wiki)]
    public async Task What_was_changed_on_the_way_is_refused_by_the_service_provider(Wrong wrong, string provider)
    {
        var user = $"quentin.{wrong}";
        await AddAsync(user, provider);
        var page = await OpenAsync();
        await page.RouteAsync(
            peer.AcsOf(provider),
            route =>
            {
                var form = HttpUtility.ParseQueryString(route.Request.PostData ?? "");
                var response = Encoding.UTF8.GetString(Convert.FromBase64String(form["SAMLResponse"]!));
                var changed = Change(response, wrong, user);
                Assert.NotEqual(response, changed);
                form["SAMLResponse"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(changed));
                return route.ContinueAsync(new() { PostData = Encoding.UTF8.GetBytes(form.ToString()!) });
            }
        );
        await page.GotoAsync(peer.HomeOf(provider));
        await page.SignInToPortalAsync(user, Secret);

        await IsRefusedAsync(page, peer, wrong, printed);
        await AsksAgainAsync(page, provider);
    }

    [Fact]
    public async Task What_has_ended_is_refused_by_the_service_provider()
    {
        Assert.SkipWhen(PeerProcess.Faketime is null, "faketime is not installed.");
        await using var late = new TPeer();
        await late.JoinAsync(portico, TimeSpan.FromHours(1), "late");
        await portico.AddUserAsync(portico.Acme, "tina", Secret);
        await late.AssignAsync("late", "tina");
        // From the tile: a request of a clock that is an hour ahead would be refused by Portico.
        var page = await OpenAsync(at: $"/o/{portico.Acme}/home");
        await page.SignInToPortalAsync("tina", Secret);
        await page.GetByRole(AriaRole.Link, new() { Name = late.TitleOf("late") }).ClickAsync();

        await IsRefusedAsync(page, late, Wrong.Expired, after: 0);
    }

    [Fact]
    public async Task What_is_meant_for_another_is_refused_by_the_service_provider()
    {
        await AddAsync("uwe", Misled);
        var page = await OpenAsync(at: $"/o/{portico.Acme}/home");
        await page.SignInToPortalAsync("uwe", Secret);
        await OpenTileAsync(page, Misled);

        await IsRefusedAsync(page, peer, Wrong.Audience, printed);
    }

    [Fact]
    public async Task Who_is_suspended_is_let_in_nowhere_though_the_browser_was_signed_in()
    {
        await AddAsync("rosa", Payroll);
        var page = await OpenAsync(at: peer.HomeOf(Payroll));
        await page.SignInToPortalAsync("rosa", Secret);
        await IsGreetedAsync(page, "rosa");
        await page.Context.ClearCookiesAsync(new() { Name = peer.CookieOf(Payroll) });
        // As long as nothing happens to the user, the session at Portico is enough.
        await page.GotoAsync(peer.HomeOf(Payroll));
        await IsGreetedAsync(page, "rosa");

        await portico.SuspendUserAsync(portico.Acme, "rosa");
        await page.Context.ClearCookiesAsync(new() { Name = peer.CookieOf(Payroll) });
        await AsksToSignInAsync(page, Payroll);
        await page.SignInToPortalAsync("rosa", Secret);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_assignment_is_told_so_by_Portico_and_comes_to_no_service_provider()
    {
        await AddAsync("stan", Wiki);
        var page = await OpenAsync(at: peer.HomeOf(Payroll));
        await page.SignInToPortalAsync("stan", Secret);
        await Expect(page.Body()).ToContainTextAsync($"{peer.TitleOf(Payroll)} is not assigned to you");
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_signed_with_SHA_1_is_refused_by_Portico()
    {
        var page = await OpenAsync(at: peer.HomeOf(SamlPeer.Sha1));
        await Expect(page.Body()).ToContainTextAsync("saml-signature-algorithm");
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    private async Task AddAsync(string user, params string[] providers)
    {
        await portico.AddUserAsync(portico.Acme, user, Secret);
        foreach (var provider in providers)
        {
            await peer.AssignAsync(provider, user);
        }
    }

    private Task OpenTileAsync(IPage page, string provider) =>
        page.GetByRole(AriaRole.Link, new() { Name = peer.TitleOf(provider) }).ClickAsync();

    private async Task AsksToSignInAsync(IPage page, string provider)
    {
        await page.GotoAsync(peer.HomeOf(provider));
        await page.GetByLabel("Username or e-mail").WaitForAsync();
        Assert.StartsWith(Portico.Url, page.Url, StringComparison.Ordinal);
    }

    /// <summary>Who was refused is not signed in there: without his session at Portico he is nobody.</summary>
    private async Task AsksAgainAsync(IPage page, string provider)
    {
        var known = await page.Context.CookiesAsync([peer.HomeOf(provider)]);
        await page.Context.ClearCookiesAsync();
        await page.Context.AddCookiesAsync(
            known
                .Where(c => string.Equals(c.Name, peer.CookieOf(provider), StringComparison.Ordinal))
                .Select(c => new Cookie
                {
                    Name = c.Name,
                    Value = c.Value,
                    Url = peer.HomeOf(provider),
                })
        );
        await AsksToSignInAsync(page, provider);
    }

    private static async Task IsRefusedAsync(IPage page, SamlPeer peer, Wrong wrong, int after)
    {
        await peer.Process.SaysAsync(peer.WordsFor(wrong), after);
        await Expect(page).ToHaveURLAsync(new Regex("^" + Regex.Escape(peer.Process.Url), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.Locator("h1")).Not.ToContainTextAsync("Hello");
    }

    private static async Task IsGreetedAsync(IPage page, string user)
    {
        await Expect(page.Locator("h1")).ToHaveTextAsync($"Hello {PortalPortico.EmailOf(user)}");
        await Expect(page.Locator("p")).ToContainTextAsync($"mail={PortalPortico.EmailOf(user)}");
    }

    private static string Change(string response, Wrong wrong, string user) =>
        wrong switch
        {
            Wrong.Changed => response.Replace(
                PortalPortico.EmailOf(user),
                PortalPortico.EmailOf("somebody"),
                StringComparison.OrdinalIgnoreCase
            ),
            Wrong.SignatureMissing => Signature().Replace(response, ""),
            _ => Cipher().Replace(response, c => c.Value[..^1] + (c.Value[^1] is 'A' ? 'B' : 'A')),
        };

    [GeneratedRegex("<ds:Signature[ >].*?</ds:Signature>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Signature();

    /// <summary>The beginning of what is encrypted, keys and content alike.</summary>
    [GeneratedRegex("(?<=CipherValue>)[A-Za-z0-9+/]{40}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Cipher();
}
