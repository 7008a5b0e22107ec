using Microsoft.AspNetCore.Components;

namespace Portico.Platform.Ui.Tables;

/// <summary>One column of a <see cref="DataTable{TItem}"/>: either <see cref="Text"/> or its child content says what a cell holds.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
public sealed class Column<TItem> : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The key that the address carries as sort=key or sort=-key; without one the column does not sort.</summary>
    [Parameter]
    public string? SortBy { get; set; }

    /// <summary>The cell's text, cut with its whole as title; null or empty shows an en dash.</summary>
    [Parameter]
    public Func<TItem, string?>? Text { get; set; }

    [Parameter]
    public RenderFragment<TItem>? ChildContent { get; set; }

    /// <summary>Right-aligned, with figures of one width.</summary>
    [Parameter]
    public bool IsNumeric { get; set; }

    /// <summary>The name: gets the room, is the row's header.</summary>
    [Parameter]
    public bool IsMain { get; set; }

    /// <summary>Where the column gives way; what it says should then be in the details.</summary>
    [Parameter]
    public HideBelow Hide { get; set; }

    [CascadingParameter]
    private DataTable<TItem>? Table { get; set; }

    internal string? Class
    {
        get
        {
            var kind =
                IsMain ? "main"
                : IsNumeric ? "numeric"
                : null;
            return Hide switch
            {
                HideBelow.Narrow => kind + " hide-narrow",
                HideBelow.Medium => kind + " hide-medium",
                HideBelow.Wide => kind + " hide-wide",
                _ => kind,
            };
        }
    }

    protected override void OnInitialized() => Table?.Add(this);
}

/// <summary>The width of a table below which a column gives way.</summary>
public enum HideBelow
{
    /// <summary>Always shown.</summary>
    Never,

    /// <summary>640 px.</summary>
    Narrow,

    /// <summary>960 px.</summary>
    Medium,

    /// <summary>1,280 px; for what only a full window has room for.</summary>
    Wide,
}
