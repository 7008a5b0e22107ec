namespace Portico.Organizations;

/// <summary>The twelve accent colours as people call them, in the order of <see cref="ManagedOrganization.Accent"/>.</summary>
public static class AccentColours
{
    public static IReadOnlyList<string> Names { get; } =
    ["Blue", "Red", "Green", "Purple", "Amber", "Cyan", "Pink", "Olive", "Indigo", "Orange", "Teal", "Bronze"];

    /// <param name="accent">0 to 11; another number reads as its figure.</param>
    public static string NameOf(int accent) =>
        accent >= 0 && accent < Names.Count ? Names[accent] : accent.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
