using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Administrators;

/// <summary>The state of a list of administrators in its address.</summary>
internal static class AdministratorsAddress
{
    public const string Path = "/administrators";

    private const int MaxSearch = 100;

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static TRequest Read<TRequest>(PageAddress address)
        where TRequest : AdministratorListRequest, new() =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(MaxSearch),
            Sort = SortKeysAttribute.ReadFor<TRequest>(address.First(PageAddress.Sort)),
            Page = address.PageIn(PageAddress.Page),
        };
}
