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
        // Only after the enrollment period, which no browser waits for; its parts are those of /sign-in/enroll.
        seen.Add(path + "/enroll");
    }
}
