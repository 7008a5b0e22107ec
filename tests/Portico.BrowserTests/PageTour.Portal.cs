using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

public sealed partial class PageTour
{
    /// <summary>The portal of an organization's users, on a server with users who can sign in.</summary>
    private async Task PortalAsync()
    {
        await using var portal = new PortalPortico();
        await portal.InitializeAsync();
        var path = $"/o/{portal.Acme}";
        async Task VisitAsync(IPage page, string name, string address)
        {
            await page.GotoAsync(portal.Process.Url + address);
            seen.Add(address);
            await LookAsync(page, name);
        }

        await portal.AddUserAsync(portal.Acme, "nina");
        var link = portal.Process.LinkOf(await portal.Process.MailToAsync(PortalPortico.EmailOf("nina")));
        var page = await OpenAsync();
        await VisitAsync(page, "portals", "/o");
        await VisitAsync(page, "portals-forgot-password", "/o/forgot-password");
        await VisitAsync(page, "portal", path);
        await VisitAsync(page, "portal-not-found", "/o/nobody-here");
        await VisitAsync(page, "portal-forgot-password", path + "/forgot-password");
        await VisitAsync(page, "portal-reset-password", path + "/reset-password/nonsense");
        await VisitAsync(page, "portal-activate", link);
        await portal.AddUserAsync(portal.Acme, "olga", Person.Password + "A", mustChange: true);
        await page.GotoAsync(portal.Process.Url + path);
        await page.SignInToPortalAsync("olga", Person.Password + "A");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Choose a new password");
        await VisitAsync(page, "portal-new-password", path + "/new-password");
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Person.Password + "B");
        await page.GetByLabel("New password again").FillAsync(Person.Password + "B");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your applications");
        await VisitAsync(page, "portal-home", path + "/home");
        await VisitAsync(page, "portal-profile", path + "/profile");
        await VisitAsync(page, "portal-sessions", path + "/sessions");
        await VisitAsync(page, "portal-security", path + "/security");
        await page.GotoAsync(portal.Process.Url + path + "/security?open=app");
        await LookAsync(page, "portal-security-setup");
        await page.GetByLabel("Current password").Last.FillAsync(Person.Password + "B");
        await page.EnrollAsync(new Person("Olga", "", ""), "Set up the app");
        await LookAsync(page, "portal-recovery-codes");
        await VirtualAuthenticator.InAsync(page);
        await page.GotoAsync(portal.Process.Url + path + "/security?window=add");
        await LookAsync(page, "portal-passkeys-add");
        await page.AddOwnPasskeyAsync("Work laptop", Person.Password + "B");
        await Expect(page.Locator("tbody tr.line")).ToHaveCountAsync(1);
        await LookAsync(page, "portal-passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "More actions for" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove", Exact = true }).ClickAsync();
        await LookAsync(page, "portal-passkeys-remove");
        var other = await OpenAsync();
        await other.GotoAsync(portal.Process.Url + path);
        await other.SignInToPortalAsync("olga", Person.Password + "B");
        await Expect(other.GetByLabel("Code")).ToBeVisibleAsync();
        await VisitAsync(other, "portal-code", path + "/code");
        await VisitAsync(other, "portal-recovery", path + "/recovery");
        await AskedAsync(page, portal);
        // Only after the enrollment period, which no browser waits for; its parts are those of /sign-in/enroll.
        seen.Add(path + "/enroll");
    }

    /// <summary>What a signed-in user sees on the way to an application that asks, and when it is told that the session ended.</summary>
    private static async Task AskedAsync(IPage page, PortalPortico portal)
    {
        await using var application = new GreetingApplication();
        var (id, discovery) = await portal.AddOpenIdApplicationAsync("Travel expenses");
        await portal.SetOpenIdAsync(
            id,
            new JsonObject
            {
                ["redirectUris"] = new JsonArray($"{application.Url}/callback"),
                ["frontChannelLogoutUri"] = $"{application.Url}/front",
                ["allowsRefresh"] = true,
                ["scopes"] = new JsonArray("expenses.read"),
            }
        );
        await portal.AssignAsync(id, "olga");
        var issuer = discovery[..discovery.IndexOf("/.well-known", StringComparison.Ordinal)];
        await page.GotoAsync(
            $"{issuer}/authorize?client_id={id}&response_type=code&redirect_uri={application.Url}/callback&prompt=consent"
                + "&scope=openid%20profile%20email%20groups%20offline_access%20expenses.read"
                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        );
        await Expect(page.Locator("h1")).ToHaveTextAsync("Let Travel expenses sign you in?");
        await LookAsync(page, "portal-consent");
    }
}
