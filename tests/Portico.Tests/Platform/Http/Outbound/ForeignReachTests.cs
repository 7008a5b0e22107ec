using System.Net;
using Portico.Platform.Http.Outbound;

namespace Portico.Tests.Platform.Http.Outbound;

/// <summary>Which addresses a document may be fetched from.</summary>
public sealed class ForeignReachTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void Only_public_addresses_are_reached(string address, bool isReached)
    {
        var reach = new ForeignReach([]);

        Assert.Equal(isReached, reach.Allows("app.example", IPAddress.Parse(address)));
        Assert.False(reach.IsNamed(address));
    }

    [Fact]
    public void What_the_operator_names_is_reached_and_nothing_beside_it()
    {
        var reach = new ForeignReach(["Idp.Internal", "10.1.0.0/16", "::1"]);

        Assert.True(reach.Allows("idp.internal", IPAddress.Parse("192.168.7.7")));
        Assert.False(reach.Allows("other.internal", IPAddress.Parse("192.168.7.7")));
        Assert.True(reach.Allows("other.internal", IPAddress.Parse("10.1.2.3")));
        Assert.True(reach.Allows("other.internal", IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(reach.Allows("other.internal", IPAddress.Parse("10.2.0.1")));
        Assert.True(reach.IsNamed("IDP.internal") && reach.IsNamed("10.1.9.9") && reach.IsNamed("::1"));
        Assert.False(reach.IsNamed("other.internal") || reach.IsNamed("127.0.0.1"));
    }
}
