using System.Globalization;
using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Administrators;

/// <summary>The state of a list of administrators in its address.</summary>
internal static class AdministratorsAddress
{
    public const string Path = "/administrators";

    private const int MaxSearch = 100;

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static AdministratorListRequest Read(PageAddress address)
    {
        var (search, sort) = (address.First(PageAddress.Search), address.First(PageAddress.Sort));
        return new()
        {
            Search = search?.CutTo(MaxSearch),
            Sort = sort is { Length: <= 20 } ? sort : null,
            Page = PageIn(address, PageAddress.Page),
        };
    }

    /// <summary>The page that a parameter of the address names; the first when it names none.</summary>
    public static int PageIn(PageAddress address, string parameter) =>
        int.TryParse(address.First(parameter), CultureInfo.InvariantCulture, out var page) && page is > 0 and <= 1_000_000 ? page : 1;
}
