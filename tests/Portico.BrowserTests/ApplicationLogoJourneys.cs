using System.Text.Json.Nodes;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>An application's logo from the upload to the user's tile.</summary>
public sealed class ApplicationLogoJourneys(Chromium chromium, PortalPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<PortalPortico>
{
    private const string Secret = "Violet anchor 47 drum";

    private static readonly byte[] Logo = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGM4oKCAFTEMLQkAKj9AAXjm1WMAAAAASUVORK5CYII="
    );

    [Fact]
    public async Task An_administrator_uploads_a_logo_users_see_it_and_it_is_removed()
    {
        await portico.AddUserAsync(portico.Acme, "lena", Secret);
        var (id, discovery) = await portico.AddOpenIdApplicationAsync("Travel");
        await portico.SetOpenIdAsync(
            id,
            new JsonObject
            {
                ["redirectUris"] = new JsonArray("https://travel.example/callback"),
                ["initiateLoginUri"] = "https://travel.example/start",
            }
        );
        await portico.AssignAsync(id, "lena");
        var issuer = discovery[..discovery.IndexOf("/.well-known", StringComparison.Ordinal)];
        var page = await OpenAsAsync(new Person("Anna", "Berger", "anna@northwind.example"));
        var details = $"/organizations/{portico.Acme}/applications/{id}/details";
        await page.GotoAsync(details);

        await UploadAsync(page, [1, 2, 3]);
        await Expect(page.Locator(".problem")).ToContainTextAsync("PNG, JPEG or WebP");
        await UploadAsync(page, Logo);
        await ShowsLogoAsync(page.GetByRole(AriaRole.Img, new() { Name = "Logo of Travel" }));
        await ShowsLogoAsync(page.Locator(".page-heading .mark img"));
        await page.IsAccessibleAsync();
        await page.GotoAsync($"/organizations/{portico.Acme}/applications");
        await ShowsLogoAsync(page.Locator("tbody .mark img"));

        var user = await OpenAsync(width: 390);
        await user.GotoAsync($"/o/{portico.Acme}");
        await user.SignInToPortalAsync("lena", Secret);
        await ShowsLogoAsync(user.Locator(".tile img"));
        await user.GotoAsync(
            $"{issuer}/authorize?client_id={id}&response_type=code&scope=openid&redirect_uri=https://travel.example/callback"
                + "&prompt=consent&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        );
        await ShowsLogoAsync(user.Locator(".public-card .mark img"));

        await page.GotoAsync(details);
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove logo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove logo" }).ClickAsync();
        await Expect(page.Body().GetByText("No logo yet; the initials stand in its place.")).ToBeVisibleAsync();
        await user.GotoAsync($"/o/{portico.Acme}/home");
        await Expect(user.Locator(".tile")).ToBeVisibleAsync();
        await Expect(user.Locator(".tile img")).ToHaveCountAsync(0);
    }

    private static async Task UploadAsync(IPage page, byte[] picture)
    {
        var file = new FilePayload
        {
            Name = "logo.png",
            MimeType = "image/png",
            Buffer = picture,
        };
        await page.GetByLabel("Picture").SetInputFilesAsync(file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload logo" }).ClickAsync();
    }

    private static async Task ShowsLogoAsync(ILocator image)
    {
        await Expect(image).ToBeVisibleAsync();
        // The browser has loaded and decoded it.
        Assert.True(await image.EvaluateAsync<bool>("async i => { await i.decode(); return i.naturalWidth > 0; }"));
    }
}
