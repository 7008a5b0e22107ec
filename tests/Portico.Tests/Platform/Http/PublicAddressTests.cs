using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portico.Platform;
using Portico.Platform.Http;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://portal.example.com")]
    [InlineData("https://portal.example.com/")]
    public void Is_the_configured_one(string publicUrl)
    {
        var address = Address(publicUrl, "http://127.0.0.1:6000");

        Assert.Equal("https://portal.example.com/invitation/abc", address.Of("/invitation/abc"));
        Assert.True(address.IsReachableFromElsewhere);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:6000", "http://127.0.0.1:6000")]
    [InlineData("http://0.0.0.0:6000;https://0.0.0.0:6001", "http://localhost:6000")]
    [InlineData("http://[::]:6000", "http://localhost:6000")]
    [InlineData("http://*:80", "http://localhost")]
    public void Is_else_the_one_the_server_listens_on(string? urls, string origin)
    {
        Assert.Equal(origin, Address(publicUrl: null, urls).Origin);
        Assert.False(Address(publicUrl: null, urls).IsReachableFromElsewhere);
    }

    [Fact]
    public void Takes_only_paths_of_our_own() =>
        Assert.Throws<ArgumentException>(() => Address("https://portal.example.com", null).Of("evil.example/"));

    [Fact]
    public async Task Knows_the_port_that_the_server_was_given_and_not_the_host_that_a_request_names()
    {
        using var portal = new TestPortal();
        await using var server = await TestServer.StartAsync(portal);

        Assert.Equal(server.Address.GetLeftPart(UriPartial.Authority), server.Services.GetRequiredService<PublicAddress>().Origin);
    }

    [Theory]
    [InlineData("portal.example.com")]
    [InlineData("https://portal.example.com/portico")]
    [InlineData("ftp://portal.example.com")]
    [InlineData("https://user@portal.example.com")]
    [InlineData("https://portal.example.com?x=1")]
    public void A_public_address_of_another_form_is_refused_in_a_sentence(string publicUrl)
    {
        var services = new ServiceCollection();
        services.AddOptions<PorticoOptions>().Configure(o => o.PublicUrl = publicUrl).ValidateDataAnnotations();
        using var provider = services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<PorticoOptions>>().Value);
        Assert.Contains("Portico__PublicUrl", refused.Message, StringComparison.Ordinal);
    }

    private static PublicAddress Address(string? publicUrl, string? urls) =>
        new(
            Options.Create(new PorticoOptions { PublicUrl = publicUrl }),
            new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["urls"] = urls })
                .Build(),
            new ServiceCollection().BuildServiceProvider()
        );
}
