using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

/// <summary>What no browser sends and nobody types: refused or taken, but never a failure of ours, and never a word about how we are made.</summary>
public abstract class HostileTest : IAsyncLifetime
{
    protected TestPortal Portal { get; } = new();
    protected TestServer Server { get; private set; } = null!;
    protected HttpClient Stranger { get; private set; } = null!;
    protected HttpClient Anna { get; private set; } = null!;

    /// <summary>The page that takes a logo: it reads its forms itself.</summary>
    protected string General { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Portal.WithPassword(Portal.Anna);
        General = $"/organizations/{(await Portal.AddOrganizationsAsync("Acme"))[0]}/settings/general";
        Server = await TestServer.StartAsync(Portal);
        Stranger = Server.Browser();
        Anna = Server.BrowserOf(Portal.Anna);
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Anna.Dispose();
        await Server.DisposeAsync();
        Portal.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static async Task RefusesQuietlyAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(
            (int)answer.StatusCode < 500,
            $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {answer.StatusCode}"
        );
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }
}
