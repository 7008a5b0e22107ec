using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.Audit;

/// <summary>A page of audit events, newest first.</summary>
/// <param name="Events">At most as many as were asked for.</param>
/// <param name="Count">How many match in all; only on the first page.</param>
/// <param name="Older">The event before which the next page begins; null at the end.</param>
/// <param name="Newer">The event after which the page before begins; null on the first page.</param>
/// <param name="LookedBackTo">Set when the search ended before the events did: it goes on with <paramref name="Older"/>.</param>
/// <param name="Types">The types of recent events, to filter by.</param>
/// <param name="Actors">Who acted in recent events, to filter by.</param>
/// <param name="ProviderName">Whose staff the actors of <see cref="ActorSide.Provider"/> are; null without a provider.</param>
public sealed record EventPage(
    IReadOnlyList<EventRow> Events,
    EventCount? Count,
    ObjectId? Older,
    ObjectId? Newer,
    DateTimeOffset? LookedBackTo,
    IReadOnlyList<string> Types,
    IReadOnlyList<EventActor> Actors,
    string? ProviderName
);

/// <summary>One audit event.</summary>
public sealed record EventRow(
    ObjectId Id,
    DateTimeOffset At,
    string Type,
    ObjectId? ActorId,
    string ActorName,
    ActorSide ActorSide,
    string? Address,
    ObjectId? TargetId,
    string? TargetName,
    string Summary,
    IReadOnlyList<FieldChange> Changes
);

/// <summary>A number of events, counted to a bound.</summary>
/// <param name="Number">At most <see cref="Bound"/>.</param>
/// <param name="IsAll">False when there are, or may be, more.</param>
public sealed record EventCount(int Number, bool IsAll)
{
    /// <summary>Nobody reads further than this by paging, and counting costs as much as reading.</summary>
    public const int Bound = 1_000;
}

/// <summary>Someone who acts, as a filter.</summary>
/// <param name="Key">An administrator's id, or one of <see cref="Sides"/>.</param>
/// <param name="Name">The name that his latest event keeps.</param>
/// <param name="Side">On whose behalf he came.</param>
public sealed record EventActor(string Key, string Name, ActorSide Side)
{
    /// <summary>All of the provider's staff, all of the organization's own administrators, or Portico itself.</summary>
    public static IReadOnlyList<string> Sides { get; } = [.. Enum.GetNames<ActorSide>().Select(name => name.ToLowerInvariant())];
}
