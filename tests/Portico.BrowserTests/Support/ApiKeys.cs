namespace Portico.BrowserTests.Support;

/// <summary>What people do on the pages about API keys.</summary>
public static class ApiKeys
{
    public static ILocator RowOfKey(this IPage page, string name) =>
        page.Locator("tr.line").Filter(new() { Has = page.GetByTitle(name, new() { Exact = true }) });

    public static Task ChooseForKeyAsync(this IPage page, string name, string action) => page.ChooseAsync(page.RowOfKey(name), action);

    public static async Task ChooseAsync(this IPage page, ILocator row, string action)
    {
        await row.GetByRole(AriaRole.Button, new() { Name = "More actions for" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = action, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
    }

    /// <summary>The key that the page shows this once.</summary>
    public static async Task<string> KeyShownAsync(this IPage page)
    {
        await Expect(page.Body().GetByText("cannot be shown again")).ToBeVisibleAsync();
        return await page.Locator(".secret code").First.InnerTextAsync();
    }
}
