using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

[Collection(SharedChromium.Name)]
public sealed class NotFoundTests(Chromium chromium)
{
    [Fact]
    public async Task An_address_of_nothing_says_so_accessibly()
    {
        await using var portico = new PorticoProcess();
        await portico.ServeAsync();
        var page = await chromium.Browser.NewPageAsync();

        var answer = await page.GotoAsync(portico.Url + "/not-found");

        Assert.Equal("There is nothing here", await page.Locator("h1").InnerTextAsync());
        await page.HasNoViolationsAsync();
        Assert.NotNull(answer);
    }
}
