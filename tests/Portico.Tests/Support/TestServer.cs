using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portico.Tests.Support;

/// <summary>The whole web server over a test portal's store and clock, on a real socket of the loopback address.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }
    public IServiceProvider Services => app.Services;

    /// <param name="portal">Whose store, clock and settings it runs with.</param>
    /// <param name="configure">Settings and services that come on top.</param>
    /// <param name="map">Endpoints of the test's own.</param>
    /// <param name="url">What it listens on.</param>
    public static async Task<TestServer> StartAsync(
        TestPortal portal,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null,
        string url = "http://127.0.0.1:0"
    )
    {
        var started = PorticoWeb.Create(
            url,
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(portal.Settings);
                builder.Services.AddSingleton<TimeProvider>(portal.Clock);
                builder.Services.AddSingleton<IInterceptor>(OrganizationInEveryCommand.Instance);
                builder.Logging.ClearProviders();
                configure?.Invoke(builder);
            }
        );
        map?.Invoke(started);
        await started.StartAsync();
        return new TestServer(started);
    }

    /// <summary>A browser that asks for pages, keeps cookies and follows no redirect; without a session unless its cookies hold one.</summary>
    public HttpClient Browser(CookieContainer? cookies = null) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = true,
                CookieContainer = cookies ?? new(),
                // The certificate of a server that speaks https is the test's own.
                SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject is "CN=localhost" },
            }
        )
        {
            BaseAddress = Address,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

    /// <summary>A program with that key.</summary>
    internal ApiClient Program(string? key) => new(Address, key);

    /// <summary>Stops as the signal to stop does: no new requests, those under way are answered.</summary>
    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
