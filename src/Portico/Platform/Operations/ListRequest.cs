using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;

namespace Portico.Platform.Operations;

/// <summary>Which part of a list is asked for. Its sort, its search and its filters stand beside these two.</summary>
[ValidatableType]
public abstract record ListRequest
{
    public const int DefaultLimit = 25;

    /// <summary>How many to answer with at most.</summary>
    [Range(1, 100, ErrorMessage = "Ask for {1} to {2} at a time.")]
    public int Limit { get; set; } = DefaultLimit;

    /// <summary>How many to leave out before the first one; behind the end there is nothing.</summary>
    public abstract int Skip { get; set; }
}

/// <summary>A part of a list that is counted, and so has numbered pages.</summary>
[ValidatableType]
public abstract record PagedListRequest : ListRequest
{
    /// <summary>How many to leave out before the first one; behind the end there is nothing.</summary>
    [Range(0, 1_000_000, ErrorMessage = "Skip 0 to {2}.")]
    public override int Skip { get; set; }

    /// <summary>Instead of <see cref="ListRequest.Skip"/>: the page of so many, from 1; one beyond the last is the last.</summary>
    [JsonIgnore]
    public int? Page { get; set; }

    /// <summary>How many of so many stand before those that are asked for.</summary>
    internal int SkipOf(int total) => Page is { } page ? (Math.Clamp(page, 1, (Math.Max(0, total - 1) / Limit) + 1) - 1) * Limit : Skip;

    /// <summary>The number of the page that begins after so many.</summary>
    internal int PageAfter(int skipped) => (skipped / Limit) + 1;
}
