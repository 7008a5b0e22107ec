using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Audit;

/// <summary>
/// Finds audit events by time: each part is a walk along the index from where the last one ended, so that the millionth
/// event costs what the first does. What no index answers (words, types, actors) is looked for in a bounded stretch of events at a
/// time; the reader may go on from its end.
/// </summary>
/// <param name="events">Every event of the organization or provider.</param>
/// <param name="request">Which of them are asked for.</param>
/// <param name="visible">Which of them the reader may see; null for all.</param>
internal sealed class EventSearch<T>(IQueryable<T> events, EventRequest request, Expression<Func<T, bool>>? visible = null)
    where T : AuditRecord
{
    /// <summary>From how many of the newest events the filters offer types and actors.</summary>
    private const int Recent = 1_000;

    private const int MaxWords = 8;

    /// <summary>How many events one search looks through.</summary>
    public int Stretch { get; init; } = 50_000;

    private sealed record Place(DateTimeOffset At, ObjectId Id);

    /// <summary>Nothing here when it is to begin at an event that is not.</summary>
    public async Task<Outcome<FoundEvents>> RunAsync(CancellationToken ct)
    {
        var (before, after) = (await PlaceOfAsync(request.Before, ct), await PlaceOfAsync(request.After, ct));
        if ((before is null && request.Before is not null) || (after is null && request.After is not null))
        {
            return new NothingHere();
        }

        var rest = Newer(Older(InTime(), before), after);
        var end = await EndOfStretchAsync(InOrder(rest), ct);
        var stretch = end is null ? rest : UpTo(end, rest);
        var rows = await RowsAsync(InOrder(Matching(stretch)), ct);
        var hasMore = rows.Count > request.Limit;
        var shown = hasMore ? rows.GetRange(0, request.Limit) : rows;
        var number = request.WithoutTotal ? 0 : await CountAsync(stretch, shown.Count, hasMore, ct);
        var found = new FoundEvents(Math.Min(number, FoundEvents.CountedAtMost), shown)
        {
            IsTotalExact = !request.WithoutTotal && end is null && number <= FoundEvents.CountedAtMost,
            Next = hasMore ? shown[^1].Id : end?.Id,
            LookedTo = hasMore ? null : end?.At,
        };
        return request.ForPage ? await WithChoicesAsync(found, ct) : found;
    }

    private async Task<FoundEvents> WithChoicesAsync(FoundEvents found, CancellationToken ct)
    {
        var recent = await Visible(NewestFirst(InTime()).Take(Recent))
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Select(e => new
            {
                e.Type,
                e.ActorId,
                e.ActorName,
                e.ActorSide,
            })
            .ToListAsync(ct);
        return found with
        {
            Types = [.. (request.OnlyTypes ?? recent.Select(e => e.Type)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Actors =
            [
                .. recent
                    .Where(e => e.ActorId is not null)
                    .DistinctBy(e => e.ActorId)
                    .Select(e => new EventActor(e.ActorId.ToString()!, e.ActorName, e.ActorSide))
                    .OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase),
            ],
        };
    }

    private IOrderedQueryable<T> InOrder(IQueryable<T> some) =>
        request.IsOldestFirst ? some.OrderBy(e => e.At).ThenBy(e => e.Id) : NewestFirst(some);

    private static IOrderedQueryable<T> NewestFirst(IQueryable<T> some) => some.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);

    // The first comparison alone bounds the walk along the index of times.
    private static IQueryable<T> Older(IQueryable<T> some, Place? than) =>
        than is null ? some : some.Where(e => e.At <= than.At && (e.At < than.At || e.Id < than.Id));

    private static IQueryable<T> Newer(IQueryable<T> some, Place? than) =>
        than is null ? some : some.Where(e => e.At >= than.At && (e.At > than.At || e.Id > than.Id));

    private IQueryable<T> UpTo(Place end, IQueryable<T> some) =>
        request.IsOldestFirst
            ? some.Where(e => e.At <= end.At && (e.At < end.At || e.Id <= end.Id))
            : some.Where(e => e.At >= end.At && (e.At > end.At || e.Id >= end.Id));

    private IQueryable<T> InTime()
    {
        var (first, last) = request.From > request.To ? (request.To, request.From) : (request.From, request.To);
        var inTime = events.AsNoTracking();
        if (first is { } day)
        {
            var start = StartOf(day);
            inTime = inTime.Where(e => e.At >= start);
        }

        if (last is { } lastDay && lastDay < DateOnly.MaxValue)
        {
            var end = StartOf(lastDay.AddDays(1));
            inTime = inTime.Where(e => e.At < end);
        }

        return inTime;
    }

    private IQueryable<T> Visible(IQueryable<T> some) => visible is null ? some : some.Where(visible);

    private IQueryable<T> Matching(IQueryable<T> stretch)
    {
        stretch = Visible(stretch);
        foreach (var word in Words)
        {
            stretch = stretch.Where(e => e.SearchText.Contains(word));
        }

        if (!string.IsNullOrEmpty(request.Type))
        {
            stretch = stretch.Where(e => e.Type == request.Type);
        }

        if (request.OnlyTypes is { } types)
        {
            stretch = stretch.Where(e => types.Contains(e.Type));
        }

        if (request.Target is { } target)
        {
            stretch = stretch.Where(e => e.TargetId == target);
        }

        return request.Actor switch
        {
            null or "" => stretch,
            var id when ObjectId.TryParse(id, out var actor) => stretch.Where(e => e.ActorId == actor),
            var name
                when EventActor.Sides.Contains(name, StringComparer.Ordinal)
                    && Enum.TryParse<ActorSide>(name, ignoreCase: true, out var side) => stretch.Where(e => e.ActorSide == side),
            // Never given to anyone.
            _ => stretch.Where(e => e.ActorId == default(ObjectId)),
        };
    }

    private IEnumerable<string> Words =>
        (request.Search ?? "").ToSearchKey().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords);

    private bool IsFiltered =>
        visible is not null
        || request.Target is not null
        || request.OnlyTypes is not null
        || Words.Any()
        || !string.IsNullOrEmpty(request.Type)
        || !string.IsNullOrEmpty(request.Actor);

    /// <summary>The last event that this search looks at; null when it may look at all that are left.</summary>
    private async Task<Place?> EndOfStretchAsync(IQueryable<T> ordered, CancellationToken ct)
    {
        if (!IsFiltered)
        {
            return null;
        }

        var ends = await ordered.Skip(Stretch - 1).Take(2).Select(e => new Place(e.At, e.Id)).ToListAsync(ct);
        return ends.Count > 1 ? ends[0] : null;
    }

    /// <summary>How many match in the stretch; what was read to its end has counted itself.</summary>
    private async Task<int> CountAsync(IQueryable<T> stretch, int shown, bool hasMore, CancellationToken ct) =>
        hasMore || (shown is 0 && request.Skip > 0)
            ? await Matching(stretch).Take(FoundEvents.CountedAtMost + 1).CountAsync(ct)
            : request.Skip + shown;

    private async Task<Place?> PlaceOfAsync(ObjectId? id, CancellationToken ct) =>
        id is null ? null : await Visible(events).Where(e => e.Id == id).Select(e => new Place(e.At, e.Id)).FirstOrDefaultAsync(ct);

    private async Task<List<EventRow>> RowsAsync(IQueryable<T> ordered, CancellationToken ct)
    {
        var records = await ordered.Skip(request.Skip).Take(request.Limit + 1).ToListAsync(ct);
        return
        [
            .. records.Select(e => new EventRow(
                e.Id,
                e.At,
                e.Type,
                e.ActorId,
                e.ActorName,
                e.ActorSide,
                e.KeyName,
                e.Address,
                e.TargetId,
                e.TargetName,
                e.Summary,
                e.Changes
            )),
        ];
    }

    private DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var zone = request.Zone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var known) ? known : TimeZoneInfo.Utc;
        // The first and the last day there is have no time in other zones.
        return day.Year is > 1 and < 9999
            ? new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime()
            : new(midnight, TimeSpan.Zero);
    }
}
