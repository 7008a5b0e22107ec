using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;

namespace Portico.ApiKeys;

/// <summary>Which keys of a list are wanted.</summary>
[ValidatableType]
public sealed record ApiKeyListRequest : PagedListRequest
{
    /// <summary>A part of the name, or the beginning of the key.</summary>
    [StringLength(ApiKey.NameMaxLength, ErrorMessage = "Search with at most {1} characters.")]
    [OneLine]
    public string? Search { get; set; }

    /// <summary>name, createdAt, expiresAt or lastUsedAt, several by comma, with a minus for the reverse; by name unless said.</summary>
    [SortKeys("name", "createdAt", "expiresAt", "lastUsedAt")]
    public string? Sort { get; set; }
}

/// <summary>Searches and sorts keys, whoever's they are.</summary>
internal static class ApiKeySearch
{
    public static IQueryable<T> Matching<T>(this IQueryable<T> keys, string? search)
        where T : ApiKey =>
        search?.Trim().ToLowerInvariant() is { Length: > 0 } words
#pragma warning disable CA1862, CA1304, CA1311, MA0011 // Translated to the database's lower().
            ? keys.Where(k => k.Name.ToLower().Contains(words) || k.Start.ToLower().StartsWith(words))
#pragma warning restore CA1862, CA1304, CA1311, MA0011
            : keys;

    public static IOrderedQueryable<T> Sorted<T>(this IQueryable<T> keys, string? sort)
        where T : ApiKey => keys.SortedBy(sort, Keys<T>.All, "name", k => k.Id);

    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static class Keys<T>
        where T : ApiKey
    {
        public static readonly IReadOnlyDictionary<string, Expression<Func<T, object?>>> All = new Dictionary<
            string,
            Expression<Func<T, object?>>
        >(StringComparer.Ordinal)
        {
            ["name"] = k => k.Name,
            ["createdAt"] = k => k.CreatedAt,
            // The two stores put what is not set at different ends: never expiring is last, never used is first.
            ["expiresAt"] = k => k.ExpiresAt ?? Never,
            ["lastUsedAt"] = k => k.LastUsedAt ?? DateTimeOffset.UnixEpoch,
        };
    }
}
