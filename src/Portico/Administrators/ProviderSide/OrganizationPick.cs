using System.Diagnostics.CodeAnalysis;
using Portico.Platform;

namespace Portico.Administrators.ProviderSide;

/// <summary>
/// What a form says of chosen organizations: never the whole choice, which may be thousands, but the boxes that stand in it. An
/// unticked box is not posted, so the form also says which of them were ticked because the organization is given already.
/// </summary>
public sealed record OrganizationPick
{
    public string? Search { get; set; }

    /// <summary>Set when the form was posted to look for organizations and not to be saved.</summary>
    public string? Look { get; set; }

    /// <summary>The boxes that are ticked. What a form does not have at all is read as null.</summary>
    [AllowNull]
    public IReadOnlyList<ObjectId> Ticked
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The boxes whose organization is given already.</summary>
    [AllowNull]
    public IReadOnlyList<ObjectId> Given
    {
        get;
        set => field = value ?? [];
    } = [];

    public IReadOnlyList<ObjectId> Added => [.. Ticked.Except(Given)];

    public IReadOnlyList<ObjectId> Removed => [.. Given.Except(Ticked)];

    /// <summary>Those that stay in the form whatever is looked for.</summary>
    public IReadOnlyList<ObjectId> AtHand => [.. Added.Concat(Removed).Distinct().Take(InviteProviderAdministrator.MostOrganizations)];

    public bool IsTicked(SearchOrganizationsToGrant.Choice choice) =>
        Ticked.Contains(choice.Id) || (choice.IsGranted && !Given.Contains(choice.Id));
}
