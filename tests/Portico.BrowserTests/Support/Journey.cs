namespace Portico.BrowserTests.Support;

/// <summary>
/// A class of journeys. Each test opens browsers of its own; they are closed after it, and an error that any of their pages wrote to
/// the console fails it.
/// </summary>
public abstract class Journey(Chromium chromium, PorticoProcess portico) : IAsyncLifetime
{
    private readonly List<IBrowserContext> browsers = [];
    private readonly ConsoleWatch watch = new();

    protected PorticoProcess Portico => portico;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers)
        {
            await browser.DisposeAsync();
        }

        watch.IsQuiet();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh browser with one tab: no cookies, 1440 × 900 pixels, nothing moves.</summary>
    protected async Task<IPage> OpenAsync(bool withScript = true, int width = 1440, string? at = null)
    {
        var browser = await chromium.Browser.NewContextAsync(
            new()
            {
                BaseURL = portico.Url,
                JavaScriptEnabled = withScript,
                ViewportSize = new() { Width = width, Height = 900 },
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-US",
                TimezoneId = "Europe/Vienna",
            }
        );
        // What one waits for is there at once or after a second or two on a busy machine; 30 seconds only hide that it never comes.
        browser.SetDefaultTimeout(15_000);
        browsers.Add(browser);
        watch.Over(browser);
        var page = await browser.NewPageAsync();
        if (at is not null)
        {
            await page.GotoAsync(at);
        }

        return page;
    }

    /// <summary>A fresh browser in which the person is signed in, on the page to which that leads.</summary>
    protected async Task<IPage> OpenAsAsync(Person person, bool withScript = true, int width = 1440, string? at = null)
    {
        var page = await OpenAsync(withScript, width, at ?? "/sign-in");
        await page.SignInAsync(person);
        return page;
    }
}
