using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Audit;

/// <summary>A page of audit events, newest first, with the ways to the next ones on both sides.</summary>
/// <param name="Found">Whatever else was found with them.</param>
/// <param name="Events">The page.</param>
/// <param name="Older">The event before which the next page begins; null at the end.</param>
/// <param name="Newer">The event after which the page before begins; null on the first page.</param>
/// <param name="LookedBackTo">Set when the search ended before the events did: it goes on with <paramref name="Older"/>.</param>
public sealed record EventPage(
    FoundEvents Found,
    IReadOnlyList<EventRow> Events,
    ObjectId? Older,
    ObjectId? Newer,
    DateTimeOffset? LookedBackTo = null
)
{
    /// <summary>Whether the total was counted: on the first page alone.</summary>
    public bool IsCounted => Newer is null;

    /// <summary>Reads the page older than one event, or else the page newer than one, or else the first.</summary>
    /// <param name="request">What the page asks for.</param>
    /// <param name="list">The operation that finds it.</param>
    public static async Task<Outcome<EventPage>> ReadAsync(EventRequest request, Func<EventRequest, Task<Outcome<FoundEvents>>> list)
    {
        if (request is { After: { } from, Before: null })
        {
            // Those next to the event come first then.
            var newer = await list(request with { Sort = "at", WithoutTotal = true });
            if (!newer.Succeeded)
            {
                return Outcome<EventPage>.FromProblems(newer.Problems);
            }

            if (newer.Value.Next is { } next)
            {
                EventRow[] events = [.. newer.Value.Results.Reverse()];
                return new EventPage(newer.Value, events, events.Length > 0 ? events[^1].Id : from, next);
            }

            // So few are the first page, which is filled up from below.
        }

        var older = await list(request with { After = null, WithoutTotal = request.Before is not null });
        if (!older.Succeeded)
        {
            return Outcome<EventPage>.FromProblems(older.Problems);
        }

        var found = older.Value;
        var first = found.Results.Count > 0 ? found.Results[0].Id : request.Before;
        return new EventPage(found, found.Results, found.Next, request.Before is null ? null : first, found.LookedTo);
    }
}
