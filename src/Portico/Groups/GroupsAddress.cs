using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Groups;

/// <summary>The state of lists of groups and members in their addresses.</summary>
internal static class GroupsAddress
{
    public const string Dynamic = "dynamic";

    /// <summary>Where the groups of a kind are.</summary>
    public static string PathOf(ObjectId organization, GroupKind kind) =>
        $"/organizations/{organization}/{(kind is GroupKind.Users ? "user-groups" : "system-groups")}";

    /// <summary>Where one group is.</summary>
    public static string PathOf(ObjectId organization, GroupKind kind, ObjectId group) => $"{PathOf(organization, kind)}/{group}";

    /// <summary>What an address asks for; what makes no sense in it reads as if it were not there.</summary>
    public static ListGroups.Request Read(PageAddress address, GroupKind kind) =>
        new()
        {
            Kind = kind,
            Search = SearchIn(address),
            Sort = SortKeysAttribute.ReadFor<ListGroups.Request>(address.First(PageAddress.Sort)),
            IsDynamic = address.First(Dynamic) switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            Page = address.PageIn(PageAddress.Page),
        };

    public static string? SearchIn(PageAddress address) => address.First(PageAddress.Search)?.CutTo(200);

    /// <summary>The rows that were selected for what is done to many.</summary>
    public static IReadOnlyList<ObjectId> SelectedIn(PageAddress address) =>
        [
            .. address
                .All(PageAddress.Selected)
                .Select(text => ObjectId.TryParse(text, out var id) ? id : default)
                .Where(id => id != default)
                .Distinct(),
        ];
}
