using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portico.Platform;
using Portico.Platform.Http;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.Tests.Platform.Secrets.Passkeys;

public sealed class RelyingPartyTests
{
    [Theory]
    [InlineData("https://portal.example.com", "portal.example.com", "https://portal.example.com", true)]
    [InlineData("https://Portal.Example.com:443/", "portal.example.com", "https://portal.example.com", true)]
    [InlineData("https://portal.example.com:8443", "portal.example.com", "https://portal.example.com:8443", true)]
    [InlineData("https://münchen.example", "xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example", true)]
    [InlineData("http://localhost:5080", "localhost", "http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", "localhost", "http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", "localhost", "http://localhost:5080", true)]
    [InlineData("http://portal.example.com", "portal.example.com", "http://portal.example.com", false)]
    [InlineData("https://198.51.100.7", "198.51.100.7", "https://198.51.100.7", false)]
    [InlineData("https://[2001:db8::7]", null, null, false)]
    public void It_is_the_public_address(string address, string? id, string? origin, bool isPossible)
    {
        var party = new RelyingParty(
            new PublicAddress(
                Options.Create(new PorticoOptions { PublicUrl = address }),
                new ConfigurationBuilder().Build(),
                new ServiceCollection().BuildServiceProvider()
            )
        );

        Assert.Equal(isPossible, party.IsPossible);
        if (id is not null)
        {
            Assert.Equal((id, origin), (party.Id, party.Origin));
        }
    }
}
