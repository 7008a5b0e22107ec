using Portico.ApiKeys;

namespace Portico.Tests.ApiKeys;

public sealed class NetworksTests
{
    [Theory]
    [InlineData("", "198.51.100.7", true)]
    [InlineData("198.51.100.0/24", "198.51.100.7", true)]
    [InlineData("198.51.100.0/24", "198.51.101.7", false)]
    [InlineData("198.51.100.7", "198.51.100.7", true)]
    [InlineData("198.51.100.7", "198.51.100.8", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("198.51.100.0/24, 203.0.113.9", "203.0.113.9", true)]
    [InlineData("198.51.100.0/24", null, false)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void Allow_what_lies_in_one_of_them(string networks, string? address, bool allowed) =>
        Assert.Equal(allowed, Networks.Allow(networks, address));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("198.51.100.0/24", "", true)]
    [InlineData("", "198.51.100.0/24", false)]
    [InlineData("198.51.100.7", "198.51.100.0/24", true)]
    [InlineData("198.51.0.0/16", "198.51.100.0/24", false)]
    [InlineData("198.51.100.7, 203.0.113.9", "198.51.100.0/24, 203.0.113.0/24", true)]
    [InlineData("198.51.100.7, 203.0.113.9", "198.51.100.0/24", false)]
    [InlineData("2001:db8::1", "0.0.0.0/0", false)]
    public void Are_within_others_when_nothing_of_them_lies_outside(string networks, string others, bool within) =>
        Assert.Equal(within, Networks.AreWithin(networks, others));

    [Fact]
    public void Are_kept_normalized_and_each_once() =>
        Assert.Equal("198.51.100.7, 2001:db8::/32", Networks.Join(["198.51.100.7", "198.51.100.7/32", "2001:DB8:0:0::/32"]));

    [Fact]
    public void Are_typed_in_lines_or_with_commas() =>
        Assert.Equal(["198.51.100.7", "203.0.113.0/24", "::1"], Networks.Typed(" 198.51.100.7\r\n203.0.113.0/24, ::1\n"));
}
