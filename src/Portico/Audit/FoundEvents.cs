using System.Text.Json.Serialization;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.Audit;

/// <summary>Audit events, in the order that was asked for.</summary>
/// <param name="TotalCount">How many match in all, counted to <see cref="CountedAtMost"/>.</param>
/// <param name="Results">At most as many as were asked for.</param>
public sealed record FoundEvents(int TotalCount, IReadOnlyList<EventRow> Results) : ListOf<EventRow>(TotalCount, Results)
{
    /// <summary>Nobody reads further than this by paging, and counting costs as much as reading.</summary>
    public const int CountedAtMost = 1_000;

    /// <summary>False when there are, or may be, more than totalCount says.</summary>
    public bool IsTotalExact { get; init; }

    /// <summary>The event from which to go on: before it, or after it where the oldest come first. Null at the end.</summary>
    public ObjectId? Next { get; init; }

    /// <summary>Set when the search ended before the events did: the time to which it looked. It goes on from next.</summary>
    public DateTimeOffset? LookedTo { get; init; }

    /// <summary>The types of recent events, to filter by.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Who acted in recent events, to filter by.</summary>
    [JsonIgnore]
    public IReadOnlyList<EventActor> Actors { get; init; } = [];

    /// <summary>Whose staff the actors of <see cref="ActorSide.Provider"/> are; null without a provider.</summary>
    [JsonIgnore]
    public string? ProviderName { get; init; }
}

/// <summary>One audit event.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="At">When it happened.</param>
/// <param name="Type">What happened, in kebab case: <c>organization-added</c>.</param>
/// <param name="ActorId">Who did it: an administrator, or a key of the provider; null for Portico itself.</param>
/// <param name="ActorName">The name of that one at that time.</param>
/// <param name="ActorSide">On whose behalf the actor came.</param>
/// <param name="KeyName">The API key that was used; the actor's own name where the key belongs to the provider; null for whoever signed in.</param>
/// <param name="Address">The network address that the request came from; null for Portico itself.</param>
/// <param name="TargetId">What it was done to.</param>
/// <param name="TargetName">The name of that at that time.</param>
/// <param name="Summary">What happened in a sentence, without the actor.</param>
/// <param name="Changes">Every changed field with its value before and after.</param>
public sealed record EventRow(
    ObjectId Id,
    DateTimeOffset At,
    string Type,
    ObjectId? ActorId,
    string ActorName,
    ActorSide ActorSide,
    string? KeyName,
    string? Address,
    ObjectId? TargetId,
    string? TargetName,
    string Summary,
    IReadOnlyList<FieldChange> Changes
);

/// <summary>Someone who acts, as a filter.</summary>
/// <param name="Key">An administrator's id, or one of <see cref="Sides"/>.</param>
/// <param name="Name">The name that his latest event keeps.</param>
/// <param name="Side">On whose behalf he came.</param>
public sealed record EventActor(string Key, string Name, ActorSide Side)
{
    /// <summary>All of the provider's staff, all of the organization's own administrators, or Portico itself.</summary>
    public static IReadOnlyList<string> Sides { get; } = [.. Enum.GetNames<ActorSide>().Select(name => name.ToLowerInvariant())];
}
