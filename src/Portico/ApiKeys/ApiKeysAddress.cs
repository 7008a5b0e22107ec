using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.ApiKeys;

/// <summary>The state of a list of keys in its address.</summary>
internal static class ApiKeysAddress
{
    private static readonly OneLineAttribute line = new();

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static ApiKeyListRequest Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search) is { } words && line.IsValid(words) ? words.CutTo(ApiKey.NameMaxLength) : null,
            Sort = SortKeysAttribute.ReadFor<ApiKeyListRequest>(address.First(PageAddress.Sort)),
            Page = address.PageIn(PageAddress.Page),
        };
}
