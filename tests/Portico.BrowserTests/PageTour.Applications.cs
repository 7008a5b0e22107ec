namespace Portico.BrowserTests;

public sealed partial class PageTour
{
    /// <summary>An organization's applications, one of them, and the windows over both.</summary>
    private async Task ApplicationsAsync(IPage page, string path)
    {
        await StopAsync(page, "applications", path + "/applications");
        await StopAsync(page, "applications-add", path + "/applications?window=add");
        await StopAsync(page, "applications-catalog", path + "/applications/catalog");
        await StopAsync(page, "applications-catalog-none", path + "/applications/catalog?search=no+such+name");
        await StopAsync(page, "applications-catalog-service", path + "/applications/catalog/aws-iam");
        await StopAsync(page, "applications-from-metadata", path + "/applications/from-metadata");
        await StopAsync(page, "applications-search", path + "/applications?search=no+such+name");
        await page.GotoAsync(path + "/applications");
        var wiki = await page.GetByRole(AriaRole.Link, new() { Name = "Wiki", Exact = true }).GetAttributeAsync("href");
        await StopAsync(page, "application", wiki!);
        await StopAsync(page, "application-attributes", wiki + "/attributes");
        await StopAsync(page, "application-certificates", wiki + "/certificates");
        await StopAsync(page, "application-certificates-rotate", wiki + "/certificates?window=rotate");
        await StopAsync(page, "application-test", wiki + "/test");
        await StopAsync(page, "application-test-user", wiki + "/test?user=nobody.here");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Request" }).FillAsync("<x/>");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check request" }).ClickAsync();
        await Expect(page.Locator("code", new() { HasText = "saml-" })).ToBeVisibleAsync();
        await LookAsync(page, "application-test-request");
        await StopAsync(page, "application-assignments", wiki + "/assignments");
        await StopAsync(page, "application-assign", wiki + "/assignments?window=assign-user-groups");
        await StopAsync(page, "application-sign-ins", wiki + "/sign-ins");
        await StopAsync(page, "application-details", wiki + "/details");
        await StopAsync(page, "application-delete", wiki + "/details?window=delete");
        await page.GotoAsync(path + "/applications/catalog/gitlab-com");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Group" }).FillAsync("acme");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "At GitLab.com group" })).ToBeVisibleAsync();
        await LookAsync(page, "application-from-catalog");
        await OpenIdAsync(page, path);
    }

    /// <summary>An application of the other protocol, which has other pages.</summary>
    private async Task OpenIdAsync(IPage page, string path)
    {
        await page.GotoAsync(path + "/applications?window=add");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Tickets");
        await page.GetByLabel("OpenID Connect").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add application" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tickets", Level = 1 })).ToBeVisibleAsync();
        var tickets = new Uri(page.Url).AbsolutePath;
        await StopAsync(page, "application-openid", tickets);
        await StopAsync(page, "application-openid-test", tickets + "/test?user=nobody.here&scope=openid%20unheard-of");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Request" })
            .FillAsync("https://elsewhere.example/authorize?client_id=nobody&response_type=code");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check request" }).ClickAsync();
        await Expect(page.Locator("code", new() { HasText = "other-address" })).ToBeVisibleAsync();
        await LookAsync(page, "application-openid-test-request");
        await StopAsync(page, "application-claims", tickets + "/claims");
        await StopAsync(page, "application-secrets", tickets + "/secrets");
        await StopAsync(page, "application-secrets-add", tickets + "/secrets?window=add");
        await StopAsync(page, "application-keys", tickets + "/keys");
        await StopAsync(page, "application-keys-rotate", tickets + "/keys?window=rotate");
    }
}
