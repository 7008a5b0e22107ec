using System.Globalization;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Organizations;

/// <summary>The state of the list of organizations in its address.</summary>
public static class OrganizationsAddress
{
    public const string Path = "/organizations";

    /// <summary>The page of the list, with that organization opened.</summary>
    public static string Of(ObjectId organization, int page) =>
        PageAddress
            .Parse(Path)
            .With(PageAddress.Page, page is 1 ? null : page.ToString(CultureInfo.InvariantCulture))
            .With(PageAddress.Open, organization.ToString())
            .ToString();

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static ListManagedOrganizations.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(ManagedOrganization.NameMaxLength),
            Sort = SortKeysAttribute.ReadFor<ListManagedOrganizations.Request>(address.First(PageAddress.Sort)),
            Page = address.PageIn(PageAddress.Page),
        };
}
