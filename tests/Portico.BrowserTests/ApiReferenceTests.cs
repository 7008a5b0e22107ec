using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

public sealed class ApiReferenceTests(Chromium chromium, SetUpPortico portico)
    : Journey(chromium, portico.Process),
        IClassFixture<SetUpPortico>
{
    // What is only good practice is the package's own affair.
    private const string Standard = """{ "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }""";

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Anyone_reads_it_from_this_server_alone(int width, ColorScheme colours)
    {
        var page = await OpenAsync(width: width);
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        page.Context.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);

        await page.GotoAsync("/docs/api");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Portico API");
        await Expect(page.GetByText("Does what the pages of Portico do")).ToBeVisibleAsync();
        Assert.Equal([new Uri(Portico.Url).Authority], hosts);
        // Its first cards are drawn light and fade to dark: colours halfway are no colours to judge.
        await Expect(page.Locator(".scalar-card-header-title").First).ToBeAttachedAsync();
        await page.WaitForFunctionAsync("() => document.getAnimations().every(a => a.playState !== 'running')");
        await page.HasNoViolationsAsync(rules: Standard);
        await page.DoesNotScrollSidewaysAsync();
    }
}
