using Portico.BrowserTests.Support;

namespace Portico.BrowserTests;

public sealed class NotFoundTests(Chromium chromium, SetUpPortico portico) : Journey(chromium, portico.Process), IClassFixture<SetUpPortico>
{
    [Fact]
    public async Task An_address_of_nothing_says_so_accessibly()
    {
        var page = await OpenAsync();

        var answer = await page.GotoAsync("/not/here");

        Assert.Equal(404, answer?.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is nothing here");
        await page.IsAccessibleAsync();
    }
}
