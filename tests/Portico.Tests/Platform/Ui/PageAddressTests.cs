using Portico.Platform.Ui;

namespace Portico.Tests.Platform.Ui;

public sealed class PageAddressTests
{
    [Fact]
    public void Changes_one_thing_and_keeps_the_rest()
    {
        var address = PageAddress.Parse("/organizations?search=a%26b+c&sort=-name&open=1&open=2");

        Assert.Equal("a&b c", address.First("search"));
        Assert.Equal("/organizations?search=a%26b%20c&sort=-name&open=1&open=2&page=2", address.With("page", "2").ToString());
        Assert.Equal("/organizations?search=a%26b%20c&open=1&open=2", address.With("sort", null).ToString());
        Assert.Equal("/organizations?search=a%26b%20c&sort=-name", address.Without("open", "page").ToString());
    }

    [Fact]
    public void Opens_and_closes_one_of_several()
    {
        var address = PageAddress.Parse("/organizations?open=1");

        Assert.Equal("/organizations?open=1&open=2", address.Toggle("open", "2").ToString());
        Assert.Equal("/organizations", address.Toggle("open", "1").ToString());
        Assert.True(address.Has("open", "1"));
        Assert.False(address.Has("open", "2"));
    }

    [Fact]
    public void Drops_parameters_without_a_value() => Assert.Equal("/a", PageAddress.Parse("/a?search=&page").ToString());

    [Fact]
    public void Escapes_what_could_leave_an_attribute_or_the_query() =>
        Assert.Equal("/a?search=%22%3E%3Cscript%3E%26b%3D1%23", PageAddress.Parse("/a").With("search", "\"><script>&b=1#").ToString());
}
