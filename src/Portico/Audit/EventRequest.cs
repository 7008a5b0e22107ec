using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Audit;

/// <summary>Which audit events are asked for; without anything, the newest.</summary>
[ValidatableType]
public sealed record EventRequest
{
    /// <summary>Words that all stand in what happened, in who did it or in what it was done to.</summary>
    [StringLength(255, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Search { get; set; }

    /// <summary>The event's type in kebab case: <c>organization-added</c>.</summary>
    [StringLength(80, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Type { get; set; }

    /// <summary>An administrator's id, or one of <see cref="EventActor.Sides"/>.</summary>
    [StringLength(80, ErrorMessage = "Use at most {1} characters.")]
    [OneLine]
    public string? Actor { get; set; }

    public const int ZoneMaxLength = 64;

    /// <summary>The first day, in <see cref="Zone"/>.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day, in <see cref="Zone"/>.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The time zone of the days, such as Europe/Berlin (IANA); UTC when null or unknown here.</summary>
    [StringLength(ZoneMaxLength, ErrorMessage = "Use at most {1} characters.")]
    public string? Zone { get; set; }

    /// <summary>Only what is older than this event.</summary>
    public ObjectId? Before { get; set; }

    /// <summary>Only what is newer than this event; <see cref="Before"/> goes first.</summary>
    public ObjectId? After { get; set; }

    [Range(1, 200, ErrorMessage = "Use {1} to {2} events.")]
    public int PageSize { get; set; } = 50;
}
