using System.Globalization;
using Portico.Platform.Ui.Shells;

namespace Portico.Platform.Ui.Development;

/// <summary>Made-up rows for the page of pieces; nothing else may use them.</summary>
internal static class SampleOrganizations
{
    private static readonly string[] Names =
    [
        "Acme Ltd",
        "Bäckerei Sonnenschein",
        "Ceylon Tea Traders",
        "Donaudampfschifffahrtsgesellschaft Betriebs- und Verwaltungsgesellschaft mbH & Co. KG",
        "Eagle Logistics",
        "Fjord Seafood",
        "Green Valley Dental",
        "Harbour & Sons",
        "Iris Optics",
        "Jura Timber",
        "Kite Robotics",
        "Lumen Law",
        "Maple Street Clinic",
        "Northwind Foods",
        "Oak & Ash Furniture",
        "Pacific Surveying",
        "Quarry Bank School",
        "Riverside Motors",
        "Silver Birch Care Homes",
        "Tundra Outfitters",
        "Umbra Lighting",
        "Vale Veterinary",
        "Willow Accounting",
        "Xenia Ceramics",
        "Yarrow Pharmacy",
        "Zephyr Sailing",
    ];

    public static IReadOnlyList<SampleOrganization> All { get; } =
    [
        .. Enumerable
            .Range(0, 412)
            .Select(i => new SampleOrganization(
                i.ToString("x8", CultureInfo.InvariantCulture).PadLeft(24, '6'),
                i < Names.Length ? Names[i] : $"{Names[i % Names.Length]} {i / Names.Length + 1}",
                (i * 37 % 211) + (i == 4 ? 10_412 : 0),
                i * 13 % 97,
                i % 7,
                i % 5 == 3 ? null : "Jo Fields",
                i % 5 == 3 ? null : "jo.fields@example.com"
            )),
    ];

    public static IEnumerable<SampleOrganization> Find(string? words) =>
        All.Where(o => string.IsNullOrWhiteSpace(words) || o.Name.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase));

    public static OrganizationChoice AsChoice(SampleOrganization o) =>
        new(o.Id, o.Name, "/development/pieces/organization", Accent.Of(o.Id), IsHere: o.Name is "Acme Ltd");
}

internal sealed record SampleOrganization(string Id, string Name, int Users, int Systems, int Applications, string? Contact, string? Email);
