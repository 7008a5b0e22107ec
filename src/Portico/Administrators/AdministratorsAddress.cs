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
            Page = address.PageIn(PageAddress.Page),
        };
    }
}
