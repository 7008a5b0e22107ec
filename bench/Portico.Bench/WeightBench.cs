using System.CommandLine;
using System.Net;
using System.Text.RegularExpressions;

namespace Portico.Bench;

/// <summary>What goes over the wire, headers included: for a first visit with everything a page pulls in, and for the next page.</summary>
internal static partial class WeightBench
{
    public static Command Command()
    {
        var command = new Command(
            "weight",
            "Bytes over the wire for a first visit and for the next page, on SQLite with 1,000 organizations."
        );
        command.SetAction(_ => RunAsync());
        return command;
    }

    private static async Task RunAsync()
    {
        await using var targets = new Targets(postgres: null);
        var target = await targets.AddAsync(await Published.PorticodAsync(), "1,000", 1_000, 10_000);
        var organization = IdInPath().Match(await target.Browser.GetAsync("/organizations")).Value;
        using var stranger = new Browser(target.Server.Address);

        Report.Heading("Page weight");
        var rows = new List<IReadOnlyList<string>>();
        foreach (
            var (browser, title, path) in new[]
            {
                (stranger, "Sign-in", "/sign-in"),
                (target.Browser, "Organizations tab, 25 rows", "/organizations"),
                (target.Browser, "Organizations tab, next page", "/organizations?page=2"),
                (target.Browser, "Administrators tab", "/administrators"),
                (target.Browser, "Organization: Home", organization),
                (target.Browser, "Organization: Settings, General", $"{organization}/settings/general"),
                (target.Browser, "Organization: Settings, Security", $"{organization}/settings/security"),
                (target.Browser, "Organization: Activity", $"{organization}/activity"),
            }
        )
        {
            var (page, answer) = await browser.WeighAsync(path);
            var encoding = string.Join(',', answer.Content.Headers.ContentEncoding);
            var plain = (await browser.GetAsync(path)).Length;
            var assets = await AssetsAsync(browser, path);
            rows.Add([
                title,
                Kilobytes(page),
                encoding.Length == 0 ? "none" : encoding,
                Kilobytes(plain),
                Kilobytes(page + assets.Sum(a => a.Bytes)),
                Report.Number(assets.Count, 0),
            ]);
            if (ReferenceEquals(browser, stranger) || rows.Count == 2)
            {
                Report.Progress(
                    string.Join('\n', assets.OrderByDescending(a => a.Bytes).Select(a => $"{Kilobytes(a.Bytes)} kB {a.Encoding} {a.Path}"))
                );
            }
        }

        Report.Table(["page", "kB", "compression", "kB uncompressed", "kB of a first visit with all assets", "assets"], rows);
        Report.Footing();
    }

    private static async Task<List<(string Path, int Bytes, string Encoding)>> AssetsAsync(Browser browser, string page)
    {
        var weighed = new List<(string Path, int Bytes, string Encoding)>();
        var waiting = new Queue<string>(References(await browser.GetAsync(page), new Uri("http://portico/")));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            var (bytes, answer) = await browser.WeighAsync(path);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}.");
            }

            weighed.Add((path, bytes, string.Join(',', answer.Content.Headers.ContentEncoding)));
            if (
                path.Contains(".js", StringComparison.Ordinal) && !path.Contains("_framework", StringComparison.Ordinal)
                || path.Contains(".css", StringComparison.Ordinal)
            )
            {
                References(await browser.GetAsync(path), new Uri("http://portico" + path)).ToList().ForEach(waiting.Enqueue);
            }
        }

        return weighed;
    }

    /// <summary>What the browser fetches for it: style sheets, scripts, icons, images; imports of modules; url() in style sheets.</summary>
    private static IEnumerable<string> References(string text, Uri from) =>
        Html()
            .Matches(text)
            .Concat(Imports().Matches(text))
            .Concat(StyleUrls().Matches(text))
            .Select(m => WebUtility.HtmlDecode(m.Groups["path"].Value))
            .Where(path => !path.StartsWith("data:", StringComparison.Ordinal))
            .Select(path => new Uri(from, path).AbsolutePath);

    private static string Kilobytes(int bytes) => Report.Number(bytes / 1_000.0, 1);

    [GeneratedRegex(
        "<(?:link[^>]*rel=\"(?:stylesheet|icon|preload|modulepreload)\"[^>]*href|script[^>]*src|img[^>]*src|use[^>]*href)=\"(?<path>[^\"#]+)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Html();

    [GeneratedRegex("\\bimport\\b[^'\"(]*\\(?['\"](?<path>[./][^'\"]+)['\"]", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Imports();

    [GeneratedRegex("url\\(['\"]?(?<path>[^'\")#]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex StyleUrls();

    [GeneratedRegex("/organizations/[0-9a-f]{24}", RegexOptions.None, 1_000)]
    private static partial Regex IdInPath();
}
