namespace Portico.Platform.Ui.Shells;

/// <summary>Where the reader is: the name that the browser's title and destructive confirmations carry.</summary>
/// <param name="Name">The organization's or the provider's name.</param>
/// <param name="IsOrganization">An organization's name comes first in the title, a provider's last.</param>
public sealed record Place(string Name, bool IsOrganization)
{
    public string Title(string page) => IsOrganization ? $"{Name} · {page}" : $"{page} · {Name}";
}

/// <summary>One entry of a navigation.</summary>
/// <param name="Words">What it says.</param>
/// <param name="Href">Where it goes.</param>
/// <param name="Icon">An icon of the sprite; tabs have none.</param>
/// <param name="Whole">True: marked only at exactly this path (as for Home); false: also below it.</param>
/// <param name="Area">Marked here and below instead, where the entry leads to the first of several pages (as for Settings).</param>
public sealed record NavigationEntry(string Words, string Href, string? Icon = null, bool Whole = false, string? Area = null)
{
    public bool IsCurrent(string path)
    {
        var area = Area ?? Href;
        return string.Equals(path, area, StringComparison.Ordinal)
            || (!Whole && path.StartsWith(area, StringComparison.Ordinal) && (path.Length == area.Length || path[area.Length] == '/'));
    }
}
