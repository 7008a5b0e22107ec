using System.Net;
using System.Text.RegularExpressions;
using Portico.Platform.Http;
using Portico.Platform.Http.Api;
using Portico.Platform.Http.Api.Description;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

public sealed partial class ApiReferenceTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient anyone = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        anyone = server.Browser();
    }

    public async ValueTask DisposeAsync()
    {
        anyone.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Fact]
    public async Task Names_no_other_host_and_runs_nothing_written_into_it()
    {
        var page = await anyone.GetStringAsync(ApiReference.Path);

        Assert.DoesNotContain("//", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch(InlineCode(), page);
        Assert.Contains(ApiDocument.Path, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_script_is_the_same_compressed_and_not_and_is_kept_by_browsers()
    {
        var address = Script().Match(await anyone.GetStringAsync(ApiReference.Path)).Groups["address"].Value;
        using var unpacking = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip })
        {
            BaseAddress = server.Address,
        };

        using var answer = await anyone.GetAsync(address);
        using var compressed = await unpacking.GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(await answer.Content.ReadAsStringAsync(), await compressed.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl?.MaxAge > TimeSpan.FromDays(30));
        Assert.Contains("?v=", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_it_may_write_styles_into_itself_and_scripts_nobody()
    {
        using var reference = await anyone.GetAsync(ApiReference.Path);
        using var page = await anyone.GetAsync("/sign-in");

        Assert.Equal(SecurityHeaders.ContentSecurityPolicy, PolicyOf(page));
        Assert.Equal(
            SecurityHeaders.ContentSecurityPolicy.Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal),
            PolicyOf(reference)
        );
        Assert.Contains("script-src 'self';", PolicyOf(reference), StringComparison.Ordinal);
    }

    private static string PolicyOf(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|\\son[a-z]+=|javascript:", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("<script src=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();
}
