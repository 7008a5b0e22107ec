using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>The dashboard's day: adding, finding, opening, launching and switching organizations.</summary>
public sealed class OrganizationsJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    private readonly Person anna = portico.Anna;

    [Fact]
    public async Task Adds_searches_sorts_expands_and_collapses()
    {
        var page = await OpenAsAsync(anna);
        await page.AddOrganizationAsync("Acme Ltd");
        await page.AddOrganizationAsync("Zebra Logistics");
        await page.AddOrganizationAsync("Müller & Söhne");
        await page.IsAccessibleAsync();

        // A name that is taken stands by its field, and what was typed stays.
        await page.GotoAsync("/organizations?window=add");
        await page.IsAccessibleAsync();
        await page.GetByLabel("Organization name").FillAsync("acme ltd");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add organization" }).ClickAsync();
        await Expect(page.Locator("dialog .problem")).ToContainTextAsync("already have an organization");
        await Expect(page.GetByLabel("Organization name")).ToHaveValueAsync("acme ltd");

        await page.GotoAsync("/organizations");
        await page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or ID" }).PressSequentiallyAsync("söh");
        await Expect(Names(page)).ToHaveTextAsync(["Müller & Söhne"]);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"search=s", default, TimeSpan.FromSeconds(1)));
        await page.GetByRole(AriaRole.Searchbox).ClearAsync();
        await Expect(Names(page).First).ToHaveTextAsync("Acme Ltd");
        await page.GetByRole(AriaRole.Columnheader).GetByRole(AriaRole.Link, new() { Name = "Name" }).ClickAsync();
        await Expect(Names(page).First).ToHaveTextAsync("Zebra Logistics");

        await Row(page, "Acme Ltd").GetByRole(AriaRole.Button, new() { Name = "Details of Acme Ltd" }).ClickAsync();
        var details = page.Locator(".opened-row");
        await Expect(details).ToHaveCountAsync(1);
        await Row(page, "Zebra Logistics").GetByRole(AriaRole.Button, new() { Name = "Details of Zebra Logistics" }).ClickAsync();
        await Expect(details).ToHaveCountAsync(2);
        foreach (var fact in new[] { "Total users", "Systems", "Applications", "Contact name", "Contact e-mail", "Organization ID" })
        {
            await Expect(details.First.GetByText(fact, new() { Exact = true })).ToBeVisibleAsync();
        }

        await Expect(details.First).ToContainTextAsync("At least 12 characters");
        await page.IsAccessibleAsync();
        await Row(page, "Acme Ltd").GetByRole(AriaRole.Button, new() { Name = "Details of Acme Ltd" }).ClickAsync();
        await Expect(details).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Launches_in_new_tabs_that_stay_apart_and_switches_in_the_same_window()
    {
        var dashboard = await OpenAsAsync(anna);
        await dashboard.AddOrganizationAsync("Birch & Co");
        await dashboard.AddOrganizationAsync("Cedar Clinic");

        var birch = await dashboard.LaunchAsync("Birch & Co");
        var cedar = await dashboard.LaunchAsync("Cedar Clinic");
        await Expect(birch).ToHaveTitleAsync("Birch & Co · Home");
        await Expect(cedar).ToHaveTitleAsync("Cedar Clinic · Home");
        await birch.IsAccessibleAsync();

        // Each goes on in its own organization.
        await birch.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await Expect(birch).ToHaveTitleAsync("Birch & Co · General settings");
        await cedar.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).ClickAsync();
        await Expect(cedar).ToHaveTitleAsync("Cedar Clinic · Activity");
        await Expect(cedar.Body()).ToContainTextAsync("Launched the admin portal");
        await cedar.IsAccessibleAsync();
        await birch.ReloadAsync();
        await Expect(birch).ToHaveTitleAsync("Birch & Co · General settings");

        // By keyboard alone: g o, a few letters, Enter.
        await cedar.Locator("h1").ClickAsync();
        await cedar.Keyboard.PressAsync("g");
        await cedar.Keyboard.PressAsync("o");
        await Expect(cedar.GetByRole(AriaRole.Combobox, new() { Name = "Find an organization" })).ToBeFocusedAsync();
        await Expect(cedar.Locator("#switcher").GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await cedar.IsAccessibleAsync();
        await cedar.Keyboard.TypeAsync("birch");
        await Expect(cedar.Locator("#switcher").GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await cedar.Keyboard.PressAsync("Enter");
        await Expect(cedar).ToHaveTitleAsync("Birch & Co · Home");

        await cedar.GetByRole(AriaRole.Button, new() { Name = "Multi-Tenant Portal" }).ClickAsync();
        await cedar.GetByRole(AriaRole.Link, new() { Name = "Back to the dashboard" }).ClickAsync();
        await Expect(cedar).ToHaveTitleAsync("Organizations · Northwind");
        await cedar.GetByRole(AriaRole.Button, new() { Name = "Multi-Tenant Portal" }).ClickAsync();
        await cedar.Locator("#switcher").GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(cedar).ToHaveURLAsync(Portico.Url + "/sign-in");
        await birch.ReloadAsync();
        await Expect(birch.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Adds_searches_and_launches_without_JavaScript()
    {
        var page = await OpenAsAsync(anna, withScript: false);
        await page.AddOrganizationAsync("Ferns Without Script");
        await page.AddOrganizationAsync("Grove Without Script");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("ferns without");
        await page.Keyboard.PressAsync("Enter");
        await Expect(Names(page)).ToHaveTextAsync(["Ferns Without Script"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of Ferns Without Script" }).ClickAsync();
        await Expect(page.Locator(".opened-row")).ToContainTextAsync("Total users");

        await page.GetByRole(AriaRole.Link, new() { Name = "Multi-Tenant Portal" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("grove");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Grove Without Script" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Grove Without Script · Home");
    }

    [Fact]
    public async Task Suspends_restores_and_deletes_with_the_name_typed()
    {
        var page = await OpenAsAsync(anna);
        await page.AddOrganizationAsync("Harbour Trust");
        await ChooseAsync(page, "Harbour Trust", "Suspend");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Suspend organization" }).ClickAsync();
        await Expect(Row(page, "Harbour Trust")).ToContainTextAsync("Suspended");

        await ChooseAsync(page, "Harbour Trust", "Delete");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete organization" }).ClickAsync();
        await Expect(page.Locator("dialog .problem")).ToContainTextAsync("Type the name exactly as it is");
        await page.GetByLabel("Type the organization's name to confirm").FillAsync("Harbour Trust");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete organization" }).ClickAsync();
        await Expect(Row(page, "Harbour Trust")).ToContainTextAsync("To be deleted");

        await ChooseAsync(page, "Harbour Trust", "Restore");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore organization" }).ClickAsync();
        await Expect(Row(page, "Harbour Trust").Locator(".badge")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("/activity")]
    [InlineData("/switch")]
    [InlineData("/organizations?search=nobody-has-this")]
    public async Task Is_accessible(string address)
    {
        var page = await OpenAsAsync(anna);
        await page.GotoAsync(address);

        await page.IsAccessibleAsync();
    }

    private static async Task ChooseAsync(IPage page, string name, string action)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"More actions for {name}" }).ClickAsync();
        await page.Locator("[popover]:popover-open").GetByRole(AriaRole.Link, new() { Name = action }).ClickAsync();
        await page.Locator("dialog").WaitForAsync();
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tbody").Filter(new() { HasText = name });

    private static ILocator Names(IPage page) => page.Locator("tbody tr.line .with-mark > a");
}
