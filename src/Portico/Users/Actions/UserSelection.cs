using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>The users that something is to be done to.</summary>
[ValidatableType]
public record UserSelection
{
    /// <summary>So many at once at most.</summary>
    public const int Most = 1_000;

    /// <summary>Each once.</summary>
    [MinLength(1, ErrorMessage = "Choose at least one user.")]
    [MaxLength(Most, ErrorMessage = "Choose at most {1} users.")]
    public IReadOnlyList<ObjectId> Ids { get; set; } = [];

    internal static UserSelection One(ObjectId id) => new() { Ids = [id] };
}

/// <summary>What became of each of them.</summary>
public sealed record UserResults(IReadOnlyList<UserResult> Results)
{
    public int Done => Results.Count(r => r.Problem is null);
}

/// <summary>What became of one user: done, or the problem that stood in the way.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Name">As people read it; null for an id that is nobody's here.</param>
/// <param name="Problem">The code; null when it was done.</param>
/// <param name="Message">The sentence; null when it was done.</param>
public sealed record UserResult(ObjectId Id, string? Name, string? Problem, string? Message)
{
    [System.Text.Json.Serialization.JsonIgnore]
    internal Problem? Refusal { get; init; }
}

/// <summary>An action on one user, told as that user's own outcome.</summary>
public static class UserResultOutcome
{
    public static async Task<Outcome<Done>> OfOneAsync(this Task<Outcome<UserResults>> acting)
    {
        var outcome = await acting;
        if (!outcome.Succeeded)
        {
            return Outcome<Done>.FromProblems(outcome.Problems);
        }

        return outcome.Value.Results.Select(r => r.Refusal).FirstOrDefault(p => p is not null) is { } problem
            ? problem
            : Platform.Operations.Done.Instance;
    }
}
