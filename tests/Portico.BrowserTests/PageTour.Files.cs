namespace Portico.BrowserTests;

/// <summary>The part of the tour that brings users in from a file.</summary>
public sealed partial class PageTour
{
    private async Task ImportAsync(IPage page, string users)
    {
        await StopAsync(page, "users-import", users + "/import");
        var file = new FilePayload
        {
            Name = "People of the new branch.csv",
            MimeType = "text/csv",
            Buffer =
                "Login,E-mail,Given name,Surname,Dept,Shoe size\nzoe.new,zoe.new@juniper.example,Zoe,New,Reception,38\nbad name,nowhere,Bad,Name,,\n"u8.ToArray(),
        };
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload file" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).WaitForAsync();
        await StopAsync(page, "users-import-mapping", new Uri(page.Url).AbsolutePath);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check the rows" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 user" }).WaitForAsync();
        await LookAsync(page, "users-import-checked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 user" }).ClickAsync();
        await page.GetByText("What was done").WaitForAsync();
        await LookAsync(page, "users-import-done");
    }
}
