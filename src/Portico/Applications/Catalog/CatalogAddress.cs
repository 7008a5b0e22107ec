using Portico.Platform;
using Portico.Platform.Ui;

namespace Portico.Applications.Catalog;

/// <summary>Where the catalogue is, and what its address asks for.</summary>
internal static class CatalogAddress
{
    public const string Category = "category";

    public static string PathOf(ObjectId organization) => ApplicationsAddress.PathOf(organization) + "/catalog";

    public static string PathOf(ObjectId organization, CatalogService service) => $"{PathOf(organization)}/{service.Id}";

    /// <summary>All on one page: people look for a name.</summary>
    public static ListCatalogServices.Request Read(PageAddress address) =>
        new()
        {
            Search = address.First(PageAddress.Search)?.CutTo(200),
            Category =
                Enum.TryParse<CatalogCategory>(address.First(Category), ignoreCase: true, out var category) && Enum.IsDefined(category)
                    ? category
                    : null,
            Limit = 100,
        };
}
