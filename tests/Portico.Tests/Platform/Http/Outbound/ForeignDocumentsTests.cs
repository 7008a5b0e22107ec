using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portico.Platform.Http.Outbound;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Outbound;

/// <summary>Documents from addresses that people type, fetched from real servers that mean no good.</summary>
public sealed class ForeignDocumentsTests : IAsyncLifetime
{
    private const int MaxBytes = 64 * 1024;

    private LoopbackSite site = null!;

    public async ValueTask InitializeAsync() => site = await LoopbackSite.StartAsync(AnswerAsync);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_document_is_fetched_without_cookies_or_anything_else_of_ours()
    {
        Assert.Equal("Hello", await ReadAsync("/document"));
        // It was given a cookie on the way.
        Assert.Equal("no cookie, no referrer, no authorization", await ReadAsync("/leads/three/times"));
    }

    [Theory]
    [InlineData("/large", "document-too-large")]
    [InlineData("/endless", "document-too-large")]
    [InlineData("/bomb", "document-compressed")]
    [InlineData("/slow", "address-unreachable")]
    [InlineData("/drips", "address-unreachable")]
    [InlineData("/broken", "address-unreachable")]
    [InlineData("/headers", "address-unreachable")]
    [InlineData("/missing", "address-status")]
    [InlineData("/wrong", "address-status")]
    [InlineData("/leads/in/circles", "address-redirects")]
    [InlineData("/leads/nowhere", "address-redirects")]
    [InlineData("/leads/to?https://127.0.0.2/", "address-not-allowed")]
    [InlineData("/leads/to?https://[::1]/", "address-not-allowed")]
    [InlineData("/leads/to?https://169.254.169.254/latest/meta-data/", "address-not-allowed")]
    [InlineData("/leads/to?http://169.254.169.254/latest/meta-data/", "address-malformed")]
    [InlineData("/leads/to?http://localhost/", "address-malformed")]
    [InlineData("/leads/to?file:///etc/passwd", "address-malformed")]
    [InlineData("/leads/to?ftp://127.0.0.1/", "address-malformed")]
    [InlineData("/leads/to?https://anna:secret@127.0.0.1/", "address-malformed")]
    public async Task What_servers_do_to_harm_is_refused(string path, string code)
    {
        Assert.Equal(code, (await FetchAsync(site.UrlOf(path), "127.0.0.1")).Refusal?.Code);
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/document", "address-not-allowed")]
    [InlineData("https://localhost:{0}/document", "address-not-allowed")]
    [InlineData("https://[::1]:{0}/document", "address-not-allowed")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/document", "address-not-allowed")]
    [InlineData("https://127.1:{0}/document", "address-not-allowed")]
    [InlineData("https://2130706433:{0}/document", "address-not-allowed")]
    [InlineData("https://0x7f000001:{0}/document", "address-not-allowed")]
    [InlineData("https://0.0.0.0:{0}/document", "address-not-allowed")]
    [InlineData("http://127.0.0.1:{0}/document", "address-malformed")]
    [InlineData("http://localhost:{0}/document", "address-malformed")]
    [InlineData("file:///etc/passwd", "address-malformed")]
    [InlineData("gopher://127.0.0.1:{0}/", "address-malformed")]
    [InlineData("/document", "address-malformed")]
    [InlineData("", "address-malformed")]
    [InlineData("https://anna@app.example.com/", "address-malformed")]
    [InlineData("https://app.example.com/#fragment", "address-malformed")]
    public async Task Nothing_on_this_machine_is_asked(string url, string code)
    {
        var fetched = await FetchAsync(url.Replace("{0}", $"{site.Address.Port}", StringComparison.Ordinal));

        Assert.Equal(code, fetched.Refusal?.Code);
        Assert.Equal(0, site.Asked);
    }

    /// <summary>What the operator allows is asked, and must prove who it is where it speaks TLS.</summary>
    [Fact]
    public async Task A_connection_that_cannot_be_trusted_gives_nothing()
    {
        var fetched = await FetchAsync($"https://127.0.0.1:{site.Address.Port}/document", "127.0.0.1");

        Assert.Equal("address-unreachable", fetched.Refusal?.Code);
        Assert.Equal(
            "Hello",
            Encoding.UTF8.GetString((await FetchAsync($"http://localhost:{site.Address.Port}/document", "localhost")).Content.Span)
        );
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so()
    {
        using var documents = Documents("127.0.0.1");
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            documents.FetchAsync(site.UrlOf("/document"), MaxBytes, "*/*", gone.Token)
        );
    }

    private async Task<string> ReadAsync(string path)
    {
        var fetched = await FetchAsync(site.UrlOf(path), "127.0.0.1");
        Assert.Null(fetched.Refusal);
        return Encoding.UTF8.GetString(fetched.Content.Span);
    }

    private static async Task<Fetched> FetchAsync(string url, params string[] allowed)
    {
        using var documents = Documents(allowed);
        return await documents.FetchAsync(url, MaxBytes, "*/*", TestContext.Current.CancellationToken);
    }

    private static ForeignDocuments Documents(params string[] allowed)
    {
        var options = new OutboundOptions { TimeoutSeconds = 1 };
        foreach (var host in allowed)
        {
            options.Allowed.Add(host);
        }

        return new ForeignDocuments(Options.Create(options));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        switch (request.Path.Value)
        {
            case "/document":
                await response.WriteAsync("Hello");
                break;
            case "/leads/three/times":
                response.Cookies.Append("follow", "me");
                response.Redirect("/leads/twice");
                break;
            case "/leads/twice":
                response.Redirect("/leads/once");
                break;
            case "/leads/once":
                response.Redirect("/end");
                break;
            case "/end":
                var headers = request.Headers;
                await response.WriteAsync(
                    $"{(headers.Cookie.Count > 0 ? "a" : "no")} cookie, {(headers.Referer.Count > 0 ? "a" : "no")} referrer, {(headers.Authorization.Count > 0 ? "an" : "no")} authorization"
                );
                break;
            case "/leads/in/circles":
                response.Redirect("/leads/in/circles");
                break;
            case "/leads/nowhere":
                response.StatusCode = StatusCodes.Status302Found;
                break;
            case "/leads/to":
                response.Redirect(request.QueryString.Value![1..]);
                break;
            case "/large":
                response.ContentLength = MaxBytes + 1;
                await response.Body.WriteAsync(new byte[MaxBytes + 1]);
                break;
            case "/endless":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.Body.WriteAsync(new byte[8 * 1024], context.RequestAborted);
                }

                break;
            case "/bomb":
                response.Headers.ContentEncoding = "gzip";
                await response.Body.WriteAsync(Bomb());
                break;
            case "/slow":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "/drips":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await response.WriteAsync("x", context.RequestAborted);
                    await Task.Delay(50, context.RequestAborted);
                }

                break;
            case "/broken":
                response.ContentLength = 1_000;
                await response.WriteAsync("Hel");
                context.Abort();
                break;
            case "/headers":
                response.Headers["X-Long"] = new string('x', 30 * 1024);
                await response.WriteAsync("Hello");
                break;
            case "/wrong":
                response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    /// <summary>A kilobyte that stands for a megabyte.</summary>
    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(new byte[1024 * 1024]);
        }

        return bytes.ToArray();
    }
}
