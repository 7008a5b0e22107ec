using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Ui;

public sealed partial class PreferencesTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Let_the_server_render_the_theme_that_was_chosen()
    {
        await using var server = await StartAsync();
        using var browser = server.Browser();

        using var answer = await SaveAsync(browser, "dark", "/development/pieces?search=a");

        Assert.Equal("/development/pieces?search=a", answer.Headers.Location?.ToString());
        Assert.Contains(
            "<html lang=\"en\" data-theme=\"dark\">",
            await browser.GetStringAsync("/development/pieces", Stop),
            StringComparison.Ordinal
        );

        using var back = await SaveAsync(browser, "system", "/development/pieces");
        Assert.Contains("<html lang=\"en\">", await browser.GetStringAsync("/development/pieces", Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("")]
    public async Task Lead_to_no_other_site(string returnUrl)
    {
        await using var server = await StartAsync();
        using var browser = server.Browser();

        using var answer = await SaveAsync(browser, "dark", returnUrl);

        Assert.Equal("/", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Keep_only_known_values()
    {
        await using var server = await StartAsync();
        using var browser = server.Browser();

        using var answer = await SaveAsync(browser, "\"><script>", "/");

        Assert.DoesNotContain("script%3E", string.Join(' ', answer.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<html lang=\"en\">", await browser.GetStringAsync("/development/pieces", Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Need_the_form_of_this_site()
    {
        await using var server = await StartAsync();
        using var browser = server.Browser();

        using var answer = await browser.PostAsync("/preferences", new FormUrlEncodedContent([KeyValuePair.Create("Theme", "dark")]), Stop);

        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<TestServer> StartAsync() => TestServer.StartAsync(portal, b => b.Environment.EnvironmentName = Environments.Development);

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient browser, string theme, string returnUrl)
    {
        var page = await browser.GetStringAsync("/development/pieces", Stop);
        return await browser.PostAsync(
            "/preferences",
            new FormUrlEncodedContent([
                KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups["token"].Value),
                KeyValuePair.Create("Theme", theme),
                KeyValuePair.Create("ReturnUrl", returnUrl),
            ]),
            Stop
        );
    }

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
