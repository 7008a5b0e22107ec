using System.Globalization;

namespace Portico.Platform.Ui.Shells;

/// <summary>One of twelve colours by which an organization is told from the others; the style sheet has them as data-accent="0" to "11".</summary>
public readonly record struct Accent
{
    public const int Count = 12;

    private static readonly string[] Colours =
    [
        "#046ed4",
        "#ce3537",
        "#03803a",
        "#904fcd",
        "#a75c04",
        "#057b85",
        "#c23786",
        "#657704",
        "#635edf",
        "#c54300",
        "#007d6e",
        "#8d6a06",
    ];

    /// <exception cref="ArgumentOutOfRangeException">Not 0 to 11.</exception>
    public Accent(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        Index = index;
    }

    public int Index { get; }

    public string Hex => Colours[Index];

    /// <summary>The accent an organization has until it chooses one: the same for the same id on every machine, for ever.</summary>
    public static Accent Of(string id)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 16777619;
        }

        // The low bits of FNV-1a vary least for ids that differ in one place.
        return new Accent((int)((hash ^ (hash >> 16)) % Count));
    }

    public override string ToString() => Index.ToString(CultureInfo.InvariantCulture);
}
