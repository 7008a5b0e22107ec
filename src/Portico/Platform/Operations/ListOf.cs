using System.Text.Json.Serialization;

namespace Portico.Platform.Operations;

/// <summary>A part of a list.</summary>
/// <param name="TotalCount">How many there are in all, with the search and the filters.</param>
/// <param name="Results">Those that were asked for.</param>
public record ListOf<T>(int TotalCount, IReadOnlyList<T> Results)
{
    /// <summary>The page that this is, where one was asked for by its number.</summary>
    [JsonIgnore]
    public int Page { get; init; } = 1;
}
