using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Validation;
using Portico.Platform;

namespace Portico.Groups.Members;

/// <summary>Systems, and the group that they are to join or to leave.</summary>
[ValidatableType]
public sealed record SystemSelection
{
    /// <summary>So many at once at most.</summary>
    public const int Most = 1_000;

    [JsonIgnore]
    public ObjectId GroupId { get; set; }

    /// <summary>Each once.</summary>
    [MinLength(1, ErrorMessage = "Choose at least one system.")]
    [MaxLength(Most, ErrorMessage = "Choose at most {1} systems.")]
    public IReadOnlyList<ObjectId> Ids { get; set; } = [];
}

/// <summary>What became of each of them.</summary>
public sealed record SystemResults(IReadOnlyList<SystemResult> Results)
{
    public int Done => Results.Count(r => r.Problem is null);
}

/// <summary>What became of one system: done, or the problem that stood in the way.</summary>
/// <param name="Id">The system's id.</param>
/// <param name="Hostname">Null for an id that is no system's here.</param>
/// <param name="Problem">The code; null when it was done.</param>
/// <param name="Message">The sentence; null when it was done.</param>
public sealed record SystemResult(ObjectId Id, string? Hostname, string? Problem, string? Message);
