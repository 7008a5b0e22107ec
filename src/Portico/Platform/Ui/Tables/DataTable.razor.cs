using Microsoft.AspNetCore.Components;

namespace Portico.Platform.Ui.Tables;

/// <summary>The parameters of the one list, and how it reads its state from the address.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed partial class DataTable<TItem>
{
    private readonly List<Column<TItem>> columns = [];
    private PageAddress? address;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TItem> Items { get; set; }

    /// <summary>The row's id in the address and in the selection.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, string> IdOf { get; set; }

    /// <summary>The row's name, for the words of its checkbox and its details.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, string> NameOf { get; set; }

    /// <summary>What the list holds: "Organizations".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The sort that holds when the address has none: "name" or "-created".</summary>
    [Parameter]
    public string? DefaultSort { get; set; }

    /// <summary>1-based.</summary>
    [Parameter]
    public int Page { get; set; } = 1;

    [Parameter]
    public int PageSize { get; set; } = 25;

    /// <summary>All rows that the search finds; null where nobody counts.</summary>
    [Parameter]
    public long? Total { get; set; }

    /// <summary>Whether there are more than <see cref="Total"/>, which then ends in a plus.</summary>
    [Parameter]
    public bool IsMore { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    /// <summary>Above left: a SearchBox, then selects.</summary>
    [Parameter]
    public RenderFragment? Filters { get; set; }

    /// <summary>At the far right of a row: two at most, the rest in a Menu.</summary>
    [Parameter]
    public RenderFragment<TItem>? Actions { get; set; }

    /// <summary>Opens below the row.</summary>
    [Parameter]
    public RenderFragment<TItem>? Details { get; set; }

    /// <summary>Buttons of the bulk bar: name="window" value="suspend" opens ?window=suspend&amp;selected=…</summary>
    [Parameter]
    public RenderFragment? Selection { get; set; }

    /// <summary>Instead of the table when there are no rows.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Instead of the numbered pager: a CursorPager.</summary>
    [Parameter]
    public RenderFragment? Pager { get; set; }

    private PageAddress Address => address ??= PageAddress.Of(Navigation);

    private string Key => Words.Id(Label);

    private string SelectionForm => Key + "-selection";

    private string? CurrentSort => Address.First(PageAddress.Sort) ?? DefaultSort;

    private bool HasEnd => Actions is not null || Details is not null;

    private string Count => Range(Page, PageSize, Items.Count, Total ?? 0) + (IsMore ? "+" : "");

    /// <summary>"1–25 of 10,412", "3 of 3" is "3", "none" when nothing was found.</summary>
    public static string Range(int page, int size, int shown, long total)
    {
        if (shown == 0)
        {
            return "None";
        }

        var first = ((long)(page - 1) * size) + 1;
        return shown == total ? Words.Number(total) : $"{Words.Number(first)}–{Words.Number(first + shown - 1)} of {Words.Number(total)}";
    }

    internal void Add(Column<TItem> column) => columns.Add(column);

    private string SortHref(string sort)
    {
        var next = string.Equals(CurrentSort, sort, StringComparison.Ordinal) ? "-" + sort : sort;
        var isDefault = string.Equals(next, DefaultSort, StringComparison.Ordinal);
        return Address.Without(PageAddress.Page).With(PageAddress.Sort, isDefault ? null : next).ToString();
    }

    private string? Direction(Column<TItem> column)
    {
        if (column.SortBy is null)
        {
            return null;
        }

        return string.Equals(CurrentSort, column.SortBy, StringComparison.Ordinal) ? "ascending"
            : IsDescending(column.SortBy) ? "descending"
            : null;
    }

    private bool IsDescending(string sort) => string.Equals(CurrentSort, "-" + sort, StringComparison.Ordinal);

    private static RenderFragment Cell(Column<TItem> column, TItem item) =>
        builder =>
        {
            builder.OpenElement(0, "td");
            builder.AddAttribute(1, "class", column.Class);
            if (column.ChildContent is { } content)
            {
                builder.AddContent(2, content(item));
            }
            else if (column.Text?.Invoke(item) is { Length: > 0 } text)
            {
                builder.AddAttribute(3, "title", column.IsNumeric ? null : text);
                builder.AddContent(4, text);
            }
            else
            {
                builder.OpenElement(5, "span");
                builder.AddAttribute(6, "class", "none");
                builder.AddContent(7, "–");
                builder.CloseElement();
            }

            builder.CloseElement();
        };
}
