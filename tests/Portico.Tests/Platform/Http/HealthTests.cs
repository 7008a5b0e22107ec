using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class HealthTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Answers_anyone_while_all_is_well(string path)
    {
        await using var server = await TestServer.StartAsync(portal);
        using var browser = server.Browser();
        using var response = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync());
        Assert.Contains("no-store", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_alive_but_not_ready_when_the_store_is_gone_and_says_nothing_of_it()
    {
        await using var server = await TestServer.StartAsync(portal);
        using var browser = server.Browser();
        TakeStoreAway();

        using var alive = await browser.GetAsync("/healthz");
        using var ready = await browser.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("Unhealthy", await ready.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Is_not_ready_with_a_store_that_lacks_a_migration()
    {
        await using var server = await TestServer.StartAsync(portal);
        using var browser = server.Browser();
        await using (var schema = server.Services.GetRequiredService<StoreSchema>().Open(Owner))
        {
            await schema.Database.ExecuteSqlRawAsync("""delete from "__EFMigrationsHistory" """);
        }

        using var ready = await browser.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    /// <summary>A request that is under way when the server is told to stop gets its answer; a balancer is told to send no more.</summary>
    [Fact]
    public async Task Stops_without_cutting_a_request_off()
    {
        var entered = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            portal,
            map: app =>
                app.MapGet(
                        "/test/slow",
                        async (HttpContext _) =>
                        {
                            entered.SetResult();
                            await goOn.Task;
                            return "done";
                        }
                    )
                    .AllowAnonymous()
        );
        using var browser = server.Browser();
        var answer = browser.GetStringAsync("/test/slow");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = server.StopAsync();
        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
        await Task.Delay(200);
        Assert.False(stopped.IsCompleted);
        goOn.SetResult();

        Assert.Equal("done", await answer);
        await stopped;
    }

    private string? Owner => portal.Database is { } database ? PostgresServer.Owner(database) : null;

    private void TakeStoreAway()
    {
        if (portal.Database is { } database)
        {
            PostgresServer.Drop(database);
            return;
        }

        using (var connection = new SqliteConnection(portal.Services.GetRequiredService<Store>().ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        var path = Path.Combine(portal.Folder, "portico.db");
        File.Move(path, path + ".away");
        Directory.CreateDirectory(path);
    }
}
