namespace Portico.BrowserTests;

public sealed partial class PageTour
{
    /// <summary>An organization's users, one of them, and the windows over both.</summary>
    private async Task UsersAsync(IPage page, string path)
    {
        var users = path + "/users";
        await StopAsync(page, "user-settings", path + "/settings/users");
        await StopAsync(page, "users", users);
        var hrefs = await page.Locator("tbody .main a").EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))");
        string[] ids = [.. hrefs.Select(h => h.Split('/')[^1])];
        await page.Locator(".pick input[name]").First.CheckAsync();
        await LookAsync(page, "users-chosen");
        await StopAsync(page, "users-suspend", $"{users}?window=suspend&selected={string.Join("&selected=", ids)}");
        await StopAsync(page, "users-delete", $"{users}?window=remove&selected={ids[0]}&selected={ids[1]}");
        await StopAsync(page, "users-join", $"{users}?window=join&selected={string.Join("&selected=", ids)}");
        await page.GetByLabel("Everyone").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.Locator("dialog .joined").WaitForAsync();
        await LookAsync(page, "users-join-seen");
        await StopAsync(page, "users-none", $"{users}?state=suspended&mfa=exempt");
        await StopAsync(page, "user-add", users + "/add");
        await page.GetByText("Set a password").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Generate a password" }).ClickAsync();
        await page.Locator(".secret code").WaitForAsync();
        await LookAsync(page, "user-add-open");
        await page.GotoAsync(users + "?passwordStatus=locked");
        var locked = await page.Locator("tbody .main a").First.GetAttributeAsync("href");
        await StopAsync(page, "user", locked!);
        await StopAsync(page, "user-security", locked + "/security");
        await StopAsync(page, "user-activity", locked + "/activity");
        foreach (var window in new[] { "unlock", "verify-caller", "set-password", "rename", "schedule", "remove" })
        {
            await StopAsync(page, $"user-{window}", $"{locked}?window={window}");
        }
    }
}
