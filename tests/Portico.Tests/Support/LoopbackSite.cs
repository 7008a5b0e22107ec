using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portico.Tests.Support;

/// <summary>Somebody else's web server, on a real socket of this machine.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private LoopbackSite(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>How many requests came.</summary>
    public int Asked => asked;

    public static async Task<LoopbackSite> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = new LoopbackSite(builder.Build());
        site.app.Run(context =>
        {
            Interlocked.Increment(ref site.asked);
            return answer(context);
        });
        await site.app.StartAsync();
        return site;
    }

    public string UrlOf(string path) => new Uri(Address, path).AbsoluteUri;

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
