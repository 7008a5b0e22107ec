using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Portico.Platform.Operations;

/// <summary>
/// The text names some of these keys, each at most once, separated by commas: the first sorts, each other one what is equal so far.
/// A minus before a key turns its order around. Nothing is the list's own order.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SortKeysAttribute(params string[] keys) : ValidationAttribute
{
    public IReadOnlyList<string> Keys => keys;

    public override bool IsValid(object? value) => value is not string { Length: > 0 } sort || Known(sort).Count == sort.Count(',') + 1;

    public override string FormatErrorMessage(string name) =>
        $"Sort by {string.Join(", ", keys)}: each at most once, separated by commas, with a minus before it for the reverse.";

    /// <summary>What can be sorted by in a text from an address: what is no key is left out; null when nothing is left.</summary>
    public static string? ReadFor<TRequest>(string? sort)
        where TRequest : ListRequest =>
        typeof(TRequest).GetProperty("Sort")?.GetCustomAttribute<SortKeysAttribute>() is { } allowed
        && allowed.Known(sort ?? "") is { Count: > 0 } known
            ? string.Join(',', known)
            : null;

    private List<string> Known(string sort) =>
        [.. sort.Split(',').Where(k => keys.Contains(KeyOf(k), StringComparer.Ordinal)).DistinctBy(KeyOf, StringComparer.Ordinal)];

    /// <summary>The key without its minus.</summary>
    internal static string KeyOf(string key) => key is ['-', .. var rest] ? rest : key;
}
