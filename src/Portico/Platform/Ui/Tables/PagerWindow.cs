namespace Portico.Platform.Ui.Tables;

/// <summary>Which page numbers a pager shows: the first, the last, and the ones around the current; gaps are null.</summary>
public static class PagerWindow
{
    /// <summary>Of page 7 of 20: 1, …, 6, 7, 8, …, 20. Never more than seven entries; a gap hides at least two pages.</summary>
    /// <param name="current">1-based; brought into bounds.</param>
    /// <param name="count">At least 1.</param>
    public static IReadOnlyList<int?> Of(int current, int count)
    {
        if (count <= 7)
        {
            return [.. Enumerable.Range(1, Math.Max(1, count)).Select(p => (int?)p)];
        }

        return Math.Clamp(current, 1, count) switch
        {
            <= 4 => [1, 2, 3, 4, 5, null, count],
            var page when page >= count - 3 => [1, null, count - 4, count - 3, count - 2, count - 1, count],
            var page => [1, null, page - 1, page, page + 1, null, count],
        };
    }

    /// <summary>How many pages hold that many rows; an empty list has one page.</summary>
    public static int PagesOf(long total, int size) => (int)Math.Max(1, (total + size - 1) / size);
}
