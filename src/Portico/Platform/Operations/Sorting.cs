using System.Linq.Expressions;

namespace Portico.Platform.Operations;

/// <summary>Sorts a list by the keys of a request.</summary>
internal static class Sorting
{
    /// <summary>
    /// By the keys of a text that <see cref="SortKeysAttribute"/> let pass; what is equal then by the list's own key, and by the id, so
    /// that paging loses none. The reverse of every key is the reverse of the list.
    /// </summary>
    /// <param name="rows">In no order.</param>
    /// <param name="sort">"role,-email"; null or empty for the list's own order.</param>
    /// <param name="keys">What each key compares.</param>
    /// <param name="own">The key by which the list is sorted unless something else is asked for.</param>
    /// <param name="id">Tells any two apart.</param>
    public static IOrderedQueryable<T> SortedBy<T>(
        this IQueryable<T> rows,
        string? sort,
        IReadOnlyDictionary<string, Expression<Func<T, object?>>> keys,
        string own,
        Expression<Func<T, ObjectId>> id
    )
    {
        var asked = (sort ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Append(own);
        IOrderedQueryable<T>? sorted = null;
        var isReversed = false;
        foreach (var key in asked.DistinctBy(SortKeysAttribute.KeyOf, StringComparer.Ordinal))
        {
            var by = keys[SortKeysAttribute.KeyOf(key)];
            isReversed = key is ['-', ..];
            sorted = (sorted, isReversed) switch
            {
                (null, false) => rows.OrderBy(by),
                (null, true) => rows.OrderByDescending(by),
                (_, false) => sorted.ThenBy(by),
                (_, true) => sorted.ThenByDescending(by),
            };
        }

        return isReversed ? sorted!.ThenByDescending(id) : sorted!.ThenBy(id);
    }
}
