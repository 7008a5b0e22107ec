using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Portico.Platform;
using Portico.Tests.Support;
using static Portico.Tests.Support.ServerEndpoints;

namespace Portico.Tests.Isolation;

/// <summary>
/// Calls every page of the running server that is open to one of two worlds with a session of the other: users and administrators are
/// nobody in each other's, and a user is nobody in another organization's portal.
/// </summary>
public sealed class EveryPortalEndpointTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private TestServer server = null!;
    private IReadOnlyList<RouteEndpoint> closed = null!;
    private ObjectId acme;
    private PortalUser eve = null!;
    private PortalUser nora = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(portal);
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        acme = ids[0];
        eve = await portal.AddUserAsync(acme, "eve", hasPassword: false);
        nora = await portal.AddUserAsync(ids[1], "nora", hasPassword: false);
        closed = [.. Of(server).Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null)];
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        portal.Dispose();
    }

    internal static bool IsInPortal(RouteEndpoint endpoint) => $"{PathOf(endpoint)}/".StartsWith("/o/", StringComparison.Ordinal);

    [Fact]
    public async Task A_portal_lets_nobody_in_but_its_own_users()
    {
        using var nobody = server.Browser();
        using var anna = server.BrowserOf(portal.Anna);
        using var stranger = server.BrowserOf(nora);
        foreach (var (endpoint, method) in Calls(closed.Where(IsInPortal)))
        {
            var address = AddressOf(endpoint, acme);
            foreach (var browser in new[] { nobody, anna, stranger })
            {
                using var answer = await SendAsync(browser, method, address);
                Assert.Equal((endpoint.DisplayName, HttpStatusCode.Found), (endpoint.DisplayName, answer.StatusCode));
                Assert.StartsWith($"/o/{acme}", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_user_is_nobody_on_the_pages_of_administrators_and_the_api()
    {
        using var browser = server.BrowserOf(eve);
        foreach (var (endpoint, method) in Calls(closed.Where(e => !IsInPortal(e))))
        {
            using var answer = await SendAsync(browser, method, AddressOf(endpoint, acme));
            var expected = IsApi(endpoint) ? HttpStatusCode.Unauthorized : HttpStatusCode.Found;
            Assert.Equal((endpoint.DisplayName, expected), (endpoint.DisplayName, answer.StatusCode));
            Assert.True(IsApi(endpoint) || answer.Headers.Location!.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(RouteEndpoint Endpoint, string Method)> Calls(IEnumerable<RouteEndpoint> endpoints) =>
        endpoints.SelectMany(e => MethodsOf(e).Select(method => (e, method)));

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        return await browser.SendAsync(request);
    }

    private string AddressOf(RouteEndpoint endpoint, ObjectId organization) =>
        ServerEndpoints.AddressOf(endpoint, organization, portal.NewId());
}
