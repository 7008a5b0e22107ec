namespace Portico.BrowserTests.Support;

/// <summary>What journeys do with organizations on their way.</summary>
public static class Organizations
{
    /// <summary>By the button on the dashboard, with or without JavaScript; ends where the new row is.</summary>
    public static async Task AddOrganizationAsync(this IPage page, string name)
    {
        await page.GotoAsync("/organizations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add organization" }).First.ClickAsync();
        await page.GetByLabel("Organization name").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add organization" }).ClickAsync();
        await Expect(page.Body().GetByText($"Added {name}.")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = name, Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>In the same window, by the address that the dashboard's row leads to.</summary>
    public static async Task OpenSettingsAsync(this IPage page, string name, string section)
    {
        var row = page.Locator("tbody").GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
        await page.GotoAsync($"{await row.GetAttributeAsync("href")}/settings/{section}");
    }

    /// <summary>The tab that launching opens.</summary>
    public static Task<IPage> LaunchAsync(this IPage dashboard, string name) =>
        dashboard.Context.RunAndWaitForPageAsync(() =>
            dashboard.GetByRole(AriaRole.Link, new() { Name = $"Launch {name} in a new tab" }).ClickAsync()
        );
}
