using Deque.AxeCore.Commons;

namespace Portico.BrowserTests.Support;

/// <summary>axe-core's rules for WCAG 2.2 A and AA and its best practices, and reflow, on the page as it stands.</summary>
public static class Accessibility
{
    // Deque's own binding opens a second page for each run; there are no frames here that would need it.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string AllRules =
        """{ "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }""";

    // What else than colours could differ between light and dark.
    private const string Colours = """{ "type": "rule", "values": ["color-contrast", "link-in-text-block"] }""";

    private const string Run = """
        async rules => {
          const found = await axe.run(document, { runOnly: JSON.parse(rules), resultTypes: ['violations'], elementRef: false });
          return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}\n  ${n.target}: ${n.html}\n  ${n.failureSummary}`));
        }
        """;

    private const string Sideways = """
        () => document.scrollingElement.scrollWidth <= innerWidth ? [] : [
          `${document.scrollingElement.scrollWidth} px`,
          ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 200))]
        """;

    /// <summary>All rules in light as wide as the window is and in dark at 390 px, where nothing may stick out sideways; colours in the other two ways too.</summary>
    public static async Task IsAccessibleAsync(this IPage page)
    {
        var size = page.ViewportSize ?? throw new InvalidOperationException("The page has no size.");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.HasNoViolationsAsync($"light, {size.Width} px");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.HasNoViolationsAsync($"dark, {size.Width} px", Colours);

        await page.SetViewportSizeAsync(390, size.Height);
        await page.HasNoViolationsAsync("dark, 390 px");
        await page.DoesNotScrollSidewaysAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.HasNoViolationsAsync("light, 390 px", Colours);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    public static async Task HasNoViolationsAsync(this IPage page, string circumstances = "", string rules = AllRules)
    {
        // A page that came by a form may not have its style sheet yet.
        await page.WaitForLoadStateAsync();
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe);
        }

        var found = await page.EvaluateAsync<string[]>(Run, rules);
        Assert.True(found.Length == 0, $"{page.Url} {circumstances}\n{string.Join('\n', found)}");
    }

    /// <summary>Content reflows: nothing is wider than the window (WCAG 2.2, 1.4.10).</summary>
    public static async Task DoesNotScrollSidewaysAsync(this IPage page)
    {
        await page.WaitForLoadStateAsync();
        var wide = await page.EvaluateAsync<string[]>(Sideways);
        Assert.True(wide.Length == 0, $"{page.Url} scrolls sideways:\n{string.Join('\n', wide)}");
    }
}
