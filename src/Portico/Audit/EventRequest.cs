using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Audit;

/// <summary>Which audit events are asked for; without anything, the newest.</summary>
[ValidatableType]
public sealed record EventRequest : ListRequest
{
    public const int ZoneMaxLength = 64;

    /// <summary>How many to leave out before the first one; whoever reads further goes on from an event.</summary>
    [Range(0, 10_000, ErrorMessage = "Skip 0 to {2}; further on, ask for what is before or after an event.")]
    public override int Skip { get; set; }

    /// <summary>at for the oldest first, -at for the newest first; the newest first when nothing is said.</summary>
    [SortKeys("at")]
    public string? Sort { get; set; }

    /// <summary>Words that all stand in what happened, in who did it or in what it was done to.</summary>
    [StringLength(255, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Search { get; set; }

    /// <summary>The event's type in kebab case: <c>organization-added</c>.</summary>
    [StringLength(80, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Type { get; set; }

    /// <summary>An administrator's id, or whose side it was: provider, organization or portico.</summary>
    [StringLength(80, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Actor { get; set; }

    /// <summary>Only what was done to this: a user, an administrator, a key.</summary>
    public ObjectId? Target { get; set; }

    /// <summary>The first day, in the time zone that is asked for.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day, in the time zone that is asked for.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The time zone of the days, such as Europe/Berlin (IANA); UTC when null or unknown here.</summary>
    [StringLength(ZoneMaxLength, ErrorMessage = "Use at most {1} characters.")]
    public string? Zone { get; set; }

    /// <summary>Only what is older than this event.</summary>
    public ObjectId? Before { get; set; }

    /// <summary>Only what is newer than this event.</summary>
    public ObjectId? After { get; set; }

    /// <summary>Only events of these types: what a page is about; null for all.</summary>
    [JsonIgnore]
    public IReadOnlyList<string>? OnlyTypes { get; set; }

    /// <summary>Also answers with what a page shows around the events: what to filter by, and whose staff the provider's people are.</summary>
    [JsonIgnore]
    public bool ForPage { get; set; }

    /// <summary>Answers without a total, which costs as much as reading: a page shows it at the newest events only.</summary>
    [JsonIgnore]
    public bool WithoutTotal { get; set; }

    internal bool IsOldestFirst => string.Equals(Sort, "at", StringComparison.Ordinal);
}
