using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Ui;

public sealed partial class PiecesPageTests : IAsyncDisposable
{
    private const string Page = "/development/pieces";
    private readonly TestPortal portal = new();
    private TestServer? server;

    [Theory]
    [InlineData(Page)]
    [InlineData("/development/pieces/organization")]
    [InlineData("/development/pieces/organizations?search=acme")]
    [InlineData("/development/pieces/sign-in")]
    public async Task Exists_only_in_a_development_build(string path)
    {
        using var production = await BrowserAsync(Environments.Production);
        Assert.Equal(HttpStatusCode.NotFound, (await production.GetAsync(path, Stop)).StatusCode);
        await server!.DisposeAsync();

        using var development = await BrowserAsync();
        Assert.Equal(HttpStatusCode.OK, (await development.GetAsync(path, Stop)).StatusCode);
    }

    [Theory]
    [InlineData(Page + "?window=add")]
    [InlineData("/development/pieces/organization")]
    [InlineData("/development/pieces/sign-in")]
    public async Task Has_nothing_that_a_strict_content_security_policy_refuses(string path)
    {
        using var browser = await BrowserAsync();
        var html = await browser.GetStringAsync(path, Stop);

        Assert.DoesNotMatch(InlineCode(), html);
        Assert.NotEmpty(Asset().Matches(html));
        foreach (var asset in Asset().Matches(html).Select(m => m.Groups["address"].Value).Distinct(StringComparer.Ordinal))
        {
            using var answer = await browser.GetAsync("/" + asset, Stop);
            Assert.Equal((asset, HttpStatusCode.OK), (asset, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Keeps_what_was_typed_and_names_the_problem_by_its_field()
    {
        using var browser = await BrowserAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = "pieces",
            ["__RequestVerificationToken"] = await TokenAsync(browser),
            ["Model.Name"] = "",
            ["Model.Email"] = "\"><script>",
            ["Model.Days"] = "soon",
            ["Model.Password"] = "secret",
        };

        using var answer = await browser.PostAsync(Page, new FormUrlEncodedContent(form), Stop);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));

        Assert.Matches("""id="model-name"[^>]*aria-invalid="true"[^>]*aria-describedby="model-name-problem"[^>]*autofocus""", html);
        Assert.Matches("""id="model-name-problem">.*?Enter the organization's name\.""", html.ReplaceLineEndings(""));
        Assert.Matches("""id="model-days"[^>]*value="soon"[^>]*aria-describedby="model-days-problem model-days-help" """.TrimEnd(), html);
        Assert.Contains("Enter a whole number.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"\"><script>\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"secret\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opens_several_rows_below_themselves_by_the_address()
    {
        using var browser = await BrowserAsync();
        var first = new string('6', 16) + "00000000";
        var html = await browser.GetStringAsync($"{Page}?search=acme&open={first}&open=unknown", Stop);

        Assert.Single(OpenedRow().Matches(html));
        Assert.Contains($"id=\"details-{first}\"", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"count\" data-count>16</span>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "-name", "users", "ascending")]
    [InlineData("?sort=users&page=2&search=a", "", "-users", null)]
    public async Task Sorts_from_the_header_and_keeps_the_search(string query, string byName, string byUsers, string? nameDirection)
    {
        using var browser = await BrowserAsync();
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync(Page + query, Stop));

        var kept = query.Length == 0 ? "" : "search=a";
        Assert.Contains($"<a href=\"{Page}{Query(kept, byName)}\">Name", html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{Page}{Query(kept, byUsers)}\">Users", html, StringComparison.Ordinal);
        Assert.Equal(nameDirection is not null, html.Contains($"class=\"main\" aria-sort=\"{nameDirection}\"", StringComparison.Ordinal));
    }

    private static string Query(string kept, string sort)
    {
        var parts = new[] { kept, sort.Length == 0 ? "" : "sort=" + sort }.Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<string> TokenAsync(HttpClient browser) =>
        Token().Match(await browser.GetStringAsync(Page, Stop)).Groups["token"].Value;

    private async Task<HttpClient> BrowserAsync(string environment = "Development")
    {
        server = await TestServer.StartAsync(portal, builder => builder.Environment.EnvironmentName = environment);
        return server.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        portal.Dispose();
    }

    [GeneratedRegex("""<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("(href|src)=\"(?<address>(css|js|_framework|icons)[^\"#]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asset();

    [GeneratedRegex("class=\"opened-row\"", RegexOptions.None, 1000)]
    private static partial Regex OpenedRow();

    [GeneratedRegex("__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
