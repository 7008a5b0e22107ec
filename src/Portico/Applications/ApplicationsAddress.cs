using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Applications;

/// <summary>Where applications are, and the state of their list in its address.</summary>
internal static class ApplicationsAddress
{
    public static string PathOf(ObjectId organization) => $"/organizations/{organization}/applications";

    public static string PathOf(ObjectId organization, ObjectId application) => $"{PathOf(organization)}/{application}";

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static ListApplications.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(200),
            Sort = SortKeysAttribute.ReadFor<ListApplications.Request>(address.First(PageAddress.Sort)),
            Page = address.PageIn(PageAddress.Page),
        };
}
