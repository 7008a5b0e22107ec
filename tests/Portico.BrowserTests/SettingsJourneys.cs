using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>An organization's settings, and where what they say is seen.</summary>
public sealed class SettingsJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    /// <summary>A red PNG of 8 × 8 pixels.</summary>
    private static readonly byte[] Logo = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGM4oKCAFTEMLQkAKj9AAXjm1WMAAAAASUVORK5CYII="
    );

    private readonly Person anna = portico.Anna;

    [Fact]
    public async Task The_logo_shows_in_the_header_and_on_the_dashboard()
    {
        var page = await OpenAsAsync(anna);
        await page.AddOrganizationAsync("Iris Optics");
        await page.OpenSettingsAsync("Iris Optics", "general");
        await page.IsAccessibleAsync();

        // What is no picture is refused by the field, and what was typed beside it stays.
        await page.GetByLabel("Contact name").FillAsync("Ivy Stone");
        await page.GetByLabel("Picture")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "logo.png",
                    MimeType = "image/png",
                    Buffer = [1, 2, 3],
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload logo" }).ClickAsync();
        await Expect(page.Locator(".problem")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Contact name")).ToHaveValueAsync("Ivy Stone");

        await page.GetByLabel("Picture")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "logo.png",
                    MimeType = "image/png",
                    Buffer = Logo,
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload logo" }).ClickAsync();
        await ShowsLogoAsync(page.Locator("#side .organization-name img"));
        await page.GetByLabel("Contact name").FillAsync("Ivy Stone");
        await page.GetByLabel("Contact e-mail").FillAsync("ivy@iris.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Body().GetByText("The general settings are saved.")).ToBeVisibleAsync();

        await page.GotoAsync("/organizations?search=iris");
        await ShowsLogoAsync(page.Locator("tbody .mark img"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of Iris Optics" }).ClickAsync();
        await Expect(page.Locator(".opened-row")).ToContainTextAsync("Ivy Stone");
        await Expect(page.Locator(".opened-row")).ToContainTextAsync("ivy@iris.example");
    }

    [Fact]
    public async Task The_security_settings_stand_in_words_in_the_details()
    {
        var page = await OpenAsAsync(anna);
        await page.AddOrganizationAsync("Juniper Labs");
        await page.OpenSettingsAsync("Juniper Labs", "security");
        await page.IsAccessibleAsync();

        await page.GetByLabel("Minimum length").FillAsync("seven");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).First.ClickAsync();
        await Expect(page.GetByText("Enter a whole number.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Minimum length")).ToHaveValueAsync("seven");
        await page.GetByLabel("Minimum length").FillAsync("16");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).First.ClickAsync();
        await Expect(page.Body().GetByText("On the dashboard: “At least 16 characters")).ToBeVisibleAsync();

        await page.GotoAsync("/organizations?search=juniper");
        await page.GetByRole(AriaRole.Button, new() { Name = "Details of Juniper Labs" }).ClickAsync();
        await Expect(page.Locator(".opened-row")).ToContainTextAsync("At least 16 characters");
        var launched = await page.LaunchAsync("Juniper Labs");
        await launched.GetByRole(AriaRole.Link, new() { Name = "Activity", Exact = true }).ClickAsync();
        await launched.Locator("tbody").Filter(new() { HasText = "Minimum length" }).First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(launched.Locator(".changes")).ToContainTextAsync("12");
        await Expect(launched.Locator(".changes")).ToContainTextAsync("16");
        await launched.IsAccessibleAsync();
    }

    [Fact]
    public async Task What_was_typed_outlives_a_session_that_ends_meanwhile()
    {
        var page = await OpenAsAsync(anna);
        await page.AddOrganizationAsync("Kestrel Foods");
        await page.OpenSettingsAsync("Kestrel Foods", "general");
        await page.GetByLabel("Contact name").FillAsync("Kim Falk");
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();

        await page.SignInAsync(anna);

        await Expect(page).ToHaveTitleAsync("Kestrel Foods · General settings");
        await Expect(page.GetByLabel("Contact name")).ToHaveValueAsync("Kim Falk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(page.Body().GetByText("The general settings are saved.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Contact name")).ToHaveValueAsync("Kim Falk");
    }

    private static async Task ShowsLogoAsync(ILocator image)
    {
        await Expect(image).ToBeVisibleAsync();
        // The browser has loaded and decoded it.
        Assert.True(await image.EvaluateAsync<bool>("async i => { await i.decode(); return i.naturalWidth > 0; }"));
    }
}
