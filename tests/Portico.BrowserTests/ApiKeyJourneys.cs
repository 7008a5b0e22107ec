using System.Net;
using System.Text.Json;
using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

/// <summary>API keys from their making to their end: what the page shows is what a program sends.</summary>
public sealed class ApiKeyJourneys(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_of_ones_own_is_made_used_and_revoked(bool withScript)
    {
        var name = withScript ? "Laptop" : "Old browser";
        var anna = await OpenAsAsync(portico.Anna, withScript, at: "/profile/api-keys");
        await anna.GetByRole(AriaRole.Link, new() { Name = "Make API key" }).ClickAsync();
        await anna.GetByLabel("Name").FillAsync(name);
        await anna.GetByRole(AriaRole.Radio, new() { Name = "Never" }).CheckAsync();
        await Expect(anna.GetByText("never expires works for years")).ToBeVisibleAsync();
        await anna.GetByRole(AriaRole.Radio, new() { Name = "30 days" }).CheckAsync();
        await Expect(anna.GetByText("never expires works for years")).ToBeHiddenAsync();
        await anna.GetByLabel("Allowed networks").FillAsync("127.0.0.1\n::1, nowhere");
        await anna.GetByLabel("Current password").FillAsync(Person.Password);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
        await Expect(anna.GetByText("\"nowhere\" is neither an address nor a network")).ToBeVisibleAsync();
        await Expect(anna.GetByLabel("Allowed networks")).ToBeFocusedAsync();
        await anna.GetByLabel("Allowed networks").FillAsync("127.0.0.1\n::1");
        await anna.GetByLabel("Current password").FillAsync(Person.Password);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();

        var key = await anna.KeyShownAsync();
        Assert.DoesNotContain(key[..13], anna.Url, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "Anna Berger"), await UseAsync(key));
        if (withScript)
        {
            await anna.IsAccessibleAsync();
            await CopiesAsync(anna, key);
            await anna.Keyboard.PressAsync("Escape");
            await Expect(anna.GetByText("The key is gone once this closes.")).ToBeVisibleAsync();
        }

        await anna.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await Expect(anna.RowOfKey(name)).ToContainTextAsync(key[..13]);
        Assert.DoesNotContain(key, await anna.ContentAsync(), StringComparison.Ordinal);
        await anna.ReloadAsync();
        await Expect(anna.RowOfKey(name)).ToContainTextAsync("127.0.0.1");

        await anna.ChooseForKeyAsync(name, "Revoke");
        await Expect(anna.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It was last used");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Revoke API key" }).ClickAsync();
        await Expect(anna.Body().GetByText($"Revoked the API key {name}.")).ToBeVisibleAsync();
        await Expect(anna.RowOfKey(name)).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.Unauthorized, (await UseAsync(key)).Status);
    }

    [Fact]
    public async Task A_key_of_the_provider_for_chosen_organizations_is_made_changed_and_renewed()
    {
        var anna = await OpenAsAsync(portico.Anna, at: "/organizations");
        foreach (var organization in new[] { "Acme", "Bolt" })
        {
            await anna.AddOrganizationAsync(organization);
        }

        var acme = await PathOfAsync(anna, "Acme");
        var bolt = await PathOfAsync(anna, "Bolt");
        await anna.GetByRole(AriaRole.Link, new() { Name = "Settings", Exact = true }).ClickAsync();
        await Expect(anna.GetByRole(AriaRole.Heading, new() { Name = "Make the first API key" })).ToBeVisibleAsync();
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Link, new() { Name = "Make API key" }).ClickAsync();
        await anna.GetByLabel("Name", new() { Exact = true }).FillAsync("Nightly sync");
        await anna.GetByRole(AriaRole.Radio, new() { Name = "Manager", Exact = true }).CheckAsync();
        await anna.GetByRole(AriaRole.Radio, new() { Name = "Chosen organizations" }).CheckAsync();
        await anna.GetByLabel("Find organizations by name or ID").FillAsync("acm");
        await Expect(anna.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await anna.GetByRole(AriaRole.Checkbox, new() { Name = "Acme" }).CheckAsync();
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Make API key" }).ClickAsync();
        var first = await anna.KeyShownAsync();
        Assert.Equal((HttpStatusCode.OK, "Nightly sync"), await UseAsync(first));
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(first, "/v1" + acme)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await UseAsync(first, "/v1" + bolt)).Status);
        await anna.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();

        await anna.ChooseForKeyAsync("Nightly sync", "Edit");
        await Expect(anna.GetByRole(AriaRole.Checkbox, new() { Name = "Acme" })).ToBeCheckedAsync();
        await anna.GetByLabel("Find organizations by name or ID").FillAsync("bol");
        await anna.GetByRole(AriaRole.Checkbox, new() { Name = "Bolt" }).CheckAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(anna.Body().GetByText("Saved the changes to Nightly sync.")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(first, "/v1" + bolt)).Status);

        await anna.ChooseForKeyAsync("Nightly sync", "Renew");
        await anna.IsAccessibleAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Renew API key" }).ClickAsync();
        var second = await anna.KeyShownAsync();
        await anna.IsAccessibleAsync();
        await anna.Keyboard.PressAsync("Escape");
        await Expect(anna.GetByText("The key is gone once this closes.")).ToBeVisibleAsync();
        await anna.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await Expect(anna.RowOfKey("Nightly sync")).ToHaveCountAsync(2);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(first, "/v1" + bolt)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(second, "/v1" + bolt)).Status);

        await anna.ChooseAsync(anna.RowOfKey("Nightly sync").Filter(new() { HasText = first[..13] }), "Revoke");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Revoke API key" }).ClickAsync();
        await Expect(anna.RowOfKey("Nightly sync")).ToHaveCountAsync(1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await UseAsync(first)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UseAsync(second)).Status);
        await anna.GetByRole(AriaRole.Button, new() { Name = "Details of Nightly sync" }).ClickAsync();
        await Expect(anna.GetByRole(AriaRole.Link, new() { Name = "Bolt", Exact = true })).ToBeVisibleAsync();
        await anna.IsAccessibleAsync();
    }

    /// <summary>What its button copies is the key.</summary>
    private static async Task CopiesAsync(IPage page, string key)
    {
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy key" }).ClickAsync();
        await Expect(page.Locator("#announcer")).ToHaveTextAsync("Copied");
        Assert.Equal(key, await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    private static async Task<string> PathOfAsync(IPage page, string organization) =>
        (await page.GetByRole(AriaRole.Link, new() { Name = $"Launch {organization} in a new tab" }).GetAttributeAsync("href"))!;

    /// <summary>What a program with the key gets, and as whom.</summary>
    private async Task<(HttpStatusCode Status, string? Name)> UseAsync(string key, string path = "/v1/me")
    {
        using var program = new HttpClient { DefaultRequestHeaders = { { "x-api-key", key } } };
        using var answer = await program.GetAsync(new Uri(Portico.Url + path));
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, body.RootElement.TryGetProperty("name", out var name) ? name.GetString() : null);
    }
}
