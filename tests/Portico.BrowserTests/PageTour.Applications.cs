namespace Portico.BrowserTests;

public sealed partial class PageTour
{
    /// <summary>An organization's applications, one of them, and the windows over both.</summary>
    private async Task ApplicationsAsync(IPage page, string path)
    {
        await StopAsync(page, "applications", path + "/applications");
        await StopAsync(page, "applications-add", path + "/applications?window=add");
        await StopAsync(page, "applications-search", path + "/applications?search=no+such+name");
        await page.GotoAsync(path + "/applications");
        var wiki = await page.GetByRole(AriaRole.Link, new() { Name = "Wiki", Exact = true }).GetAttributeAsync("href");
        await StopAsync(page, "application", wiki!);
        await StopAsync(page, "application-attributes", wiki + "/attributes");
        await StopAsync(page, "application-certificates", wiki + "/certificates");
        await StopAsync(page, "application-certificates-rotate", wiki + "/certificates?window=rotate");
        await StopAsync(page, "application-assignments", wiki + "/assignments");
        await StopAsync(page, "application-assign", wiki + "/assignments?window=assign-user-groups");
        await StopAsync(page, "application-sign-ins", wiki + "/sign-ins");
        await StopAsync(page, "application-details", wiki + "/details");
        await StopAsync(page, "application-delete", wiki + "/details?window=delete");
    }
}
