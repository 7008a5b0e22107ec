using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portico.Platform.Http;

namespace Portico.Tests.Support;

/// <summary>The web server over a <see cref="TestPortal"/>'s store, on a free port of the loopback, with the system's clock.</summary>
public sealed class RunningPortal : IAsyncDisposable
{
    private RunningPortal(WebApplication app)
    {
        App = app;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new(app.Urls.First()),
        };
    }

    public WebApplication App { get; }

    /// <summary>Follows no redirect and keeps no cookie.</summary>
    public HttpClient Client { get; }

    /// <param name="portal">Whose store and settings it runs with.</param>
    /// <param name="settings">Settings that come on top.</param>
    /// <param name="map">Adds endpoints of the test's own.</param>
    /// <param name="urls">What it listens on.</param>
    public static async Task<RunningPortal> StartAsync(
        TestPortal portal,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplication>? map = null,
        string? urls = "http://127.0.0.1:0"
    )
    {
        var app = PorticoWeb.Create(
            urls,
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(portal.Settings);
                builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
                builder.Configuration["Logging:LogLevel:Default"] = nameof(LogLevel.None);
                builder.Configuration["Logging:LogLevel:Microsoft"] = nameof(LogLevel.None);
            }
        );
        map?.Invoke(app);
        await app.StartAsync();
        return new RunningPortal(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
