using System.Diagnostics.CodeAnalysis;
using Portico.Platform;

namespace Portico.Groups.Picking;

/// <summary>What a form says of things that are found by name and ticked.</summary>
public sealed record ThingPick
{
    public string? Search { get; set; }

    /// <summary>Set when the form was posted to look for things and not to be saved.</summary>
    public string? Look { get; set; }

    /// <summary>The button that was pressed, in a form that has another step before it is saved.</summary>
    public string? Press { get; set; }

    /// <summary>The boxes that are ticked. What a form does not have at all is read as null.</summary>
    [AllowNull]
    public IReadOnlyList<ObjectId> Ticked
    {
        get;
        set => field = value ?? [];
    } = [];

    public bool IsLooking => Look is not null;
}
