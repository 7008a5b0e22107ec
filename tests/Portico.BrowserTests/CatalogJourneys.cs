using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>An application for a well-known service: chosen, filled in, and then told there.</summary>
public sealed class CatalogJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_adds_a_service_of_the_catalogue_and_reads_what_to_do_there(bool withScript)
    {
        var page = await OpenAsAsync(new Person("Anna", "Berger", "anna@northwind.example"), withScript);
        await page.GotoAsync($"/organizations/{portico.Acme}/applications?window=add");
        await page.GetByRole(AriaRole.Link, new() { Name = "from the catalogue" }).ClickAsync();
        await page.GetByLabel("Search services").FillAsync("slack");
        if (!withScript)
        {
            await page.GetByLabel("Search services").PressAsync("Enter");
        }

        var tiles = page.GetByRole(AriaRole.List, new() { Name = "Services" }).GetByRole(AriaRole.Link);
        await Expect(tiles).ToHaveCountAsync(1);
        await tiles.First.ClickAsync();
        var name = withScript ? "Slack" : "Slack of Acme";
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Workspace").FillAsync("acme.slack.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();
        await Expect(page.Body().GetByText("Write it like acme.")).ToBeVisibleAsync();
        await page.GetByLabel("Workspace").FillAsync("acme");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByLabel("ACS URL")).ToHaveValueAsync("https://acme.slack.com/sso/saml");
        var steps = page.GetByRole(AriaRole.Region, new() { Name = "At Slack" });
        await Expect(steps.Locator("ol > li")).ToHaveCountAsync(3);
        await Expect(steps.GetByText("/sso", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(steps).ToContainTextAsync("From public documentation, untested.");
        if (withScript)
        {
            await page.IsAccessibleAsync();
        }
    }
}
