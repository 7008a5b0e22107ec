using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Portico.Platform.Http;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class TrustedProxiesTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Nobody_is_believed_when_no_proxy_is_named()
    {
        Assert.Equal("127.0.0.1 http localhost", await SeenAsync([], "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https"));
    }

    /// <summary>The framework's own switch would believe everybody.</summary>
    [Fact]
    public async Task Nobody_is_believed_though_the_frameworks_switch_is_on()
    {
        Assert.Equal(
            "127.0.0.1 http localhost",
            await SeenAsync(
                [("ForwardedHeaders_Enabled", "true")],
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: evil.example"
            )
        );
    }

    [Fact]
    public async Task A_caller_that_is_no_named_proxy_is_not_believed()
    {
        Assert.Equal(
            "127.0.0.1 http localhost",
            await SeenAsync(
                [("Portico:TrustedProxies:0", "10.0.0.0/8"), ("Portico:PublicUrl", "https://portal.example.com")],
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: portal.example.com",
                "Forwarded: for=203.0.113.9;proto=https;host=portal.example.com",
                "X-Original-For: 203.0.113.9"
            )
        );
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.0/8")]
    public async Task A_named_proxy_tells_the_address_and_the_scheme(string proxy)
    {
        Assert.Equal(
            "203.0.113.9 https localhost",
            await SeenAsync([("Portico:TrustedProxies:0", proxy)], "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https")
        );
    }

    /// <summary>The client wrote the first address itself; the proxy appended the one it saw.</summary>
    [Fact]
    public async Task What_a_client_tells_its_proxy_about_itself_is_not_believed()
    {
        Assert.Equal(
            "198.51.100.7 http localhost",
            await SeenAsync([("Portico:TrustedProxies:0", "127.0.0.1")], "X-Forwarded-For: 203.0.113.9, 198.51.100.7")
        );
    }

    [Fact]
    public async Task Two_proxies_in_a_row_are_both_looked_through()
    {
        Assert.Equal(
            "198.51.100.7 http localhost",
            await SeenAsync(
                [("Portico:TrustedProxies:0", "127.0.0.1"), ("Portico:TrustedProxies:1", "10.1.0.0/16")],
                "X-Forwarded-For: 203.0.113.9, 198.51.100.7, 10.1.2.3"
            )
        );
    }

    [Theory]
    [InlineData("portal.example.com", "portal.example.com")]
    [InlineData("evil.example", "localhost")]
    public async Task Through_a_proxy_only_the_public_name_is_taken(string forwarded, string taken)
    {
        Assert.Equal(
            $"198.51.100.7 https {taken}",
            await SeenAsync(
                [("Portico:TrustedProxies:0", "127.0.0.1"), ("Portico:PublicUrl", "https://portal.example.com")],
                "X-Forwarded-For: 198.51.100.7",
                "X-Forwarded-Proto: https",
                $"X-Forwarded-Host: {forwarded}"
            )
        );
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("2001:db8::1", "2001:db8::1/128")]
    [InlineData("proxy.example.com", null)]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("", null)]
    public void Reads_addresses_and_networks(string text, string? network) => Assert.Equal(network, TrustedProxies.Read(text)?.ToString());

    /// <summary>Address, scheme and host of a request with these headers, as an endpoint sees them.</summary>
    private async Task<string> SeenAsync((string Key, string? Value)[] settings, params string[] headers)
    {
        await using var server = await TestServer.StartAsync(
            portal,
            builder => Array.ForEach(settings, s => builder.Configuration[s.Key] = s.Value),
            app =>
                app.MapGet("/test/seen", (HttpContext c) => $"{c.Connection.RemoteIpAddress} {c.Request.Scheme} {c.Request.Host.Host}")
                    .AllowAnonymous()
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/seen");
        request.Headers.Host = "localhost";
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            request.Headers.Add(header[..colon], header[(colon + 1)..].Trim());
        }

        using var browser = server.Browser();
        using var response = await browser.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
