using Portico.Administrators.OrganizationSide;

namespace Portico.Tests.Platform.Operations;

/// <summary>What stands before a part of a list: as much as is asked for, or the pages before a page.</summary>
public sealed class PagedListRequestTests
{
    [Theory]
    [InlineData(null, 70, 100, 70)]
    [InlineData(null, 170, 100, 170)]
    [InlineData(1, 70, 100, 0)]
    [InlineData(3, 0, 100, 50)]
    [InlineData(4, 0, 100, 75)]
    [InlineData(5, 0, 100, 75)]
    [InlineData(5, 0, 101, 100)]
    [InlineData(5, 0, 0, 0)]
    [InlineData(-3, 0, 100, 0)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 2_147_483_625)]
    public void A_page_beyond_the_last_is_the_last(int? page, int skip, int total, int expected)
    {
        var request = new ListProviderStaffWithAccess.Request { Page = page, Skip = skip };

        Assert.Equal(expected, request.SkipOf(total));
    }
}
