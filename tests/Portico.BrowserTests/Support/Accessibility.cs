using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Portico.BrowserTests.Support;

/// <summary>axe-core's rules for WCAG 2.2 A and AA and its best practices, on the page as it stands.</summary>
public static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static async Task HasNoViolationsAsync(this IPage page)
    {
        var found = await page.RunAxe(Rules);
        Assert.True(
            found.Violations.Length == 0,
            $"{page.Url}\n"
                + string.Join('\n', found.Violations.Select(v => $"{v.Id}: {v.Help} — {string.Join(" | ", v.Nodes.Select(n => n.Html))}"))
        );
    }
}
