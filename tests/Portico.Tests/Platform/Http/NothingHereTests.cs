using System.Net;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class NothingHereTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Static_assets_are_served_and_other_files_are_not()
    {
        await using var server = await TestServer.StartAsync(portal);
        using var browser = server.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/icons.svg")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/appsettings.json")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/..%2fportico.db")).StatusCode);
    }
}
