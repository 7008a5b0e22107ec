using System.Net;
using System.Text.RegularExpressions;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Profile;

public sealed partial class SessionsPageTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(portal);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_ended_since_the_page_was_opened_is_as_ended_as_it_was_to_be(bool isOthers)
    {
        using var here = server.BrowserOf(portal.Anna);
        using var there = server.BrowserOf(portal.Anna);
        var page = await here.GetStringAsync("/profile/sessions");
        var form = isOthers ? "others" : End().Match(page).Groups["form"].Value;
        Assert.Equal(HttpStatusCode.Found, (await here.PostAsync(page, "/profile/sessions", form)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.GetAsync("/profile/sessions")).StatusCode);

        var again = await here.PostAsync(page, "/profile/sessions", form);

        Assert.Equal(HttpStatusCode.Found, again.StatusCode);
        Assert.Equal("/profile/sessions", new Uri(server.Address, again.Headers.Location!).PathAndQuery);
    }

    [GeneratedRegex("value=\"(?<form>end-[0-9a-f]{24})\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex End();
}
