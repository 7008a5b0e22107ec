using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class PageCompressionTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private HttpClient anna = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        anna = server.BrowserOf(portal.Anna);
        anna.DefaultRequestHeaders.Add("Accept-Encoding", "br");
    }

    public async ValueTask DisposeAsync()
    {
        anna.Dispose();
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Theory]
    [InlineData("/organizations", true)]
    [InlineData("/profile", true)]
    // An authenticator's secret stands on it, and the address is repeated on it.
    [InlineData("/profile/mfa?open=app", false)]
    // Before anyone has signed in, nothing is so large that it would matter.
    [InlineData("/forgot-password", false)]
    public async Task Pages_without_secrets_are_compressed(string address, bool isCompressed)
    {
        var answer = await anna.GetAsync(address);

        Assert.Equal(isCompressed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
    }
}
