using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;

namespace Portico.Audit;

/// <summary>
/// Finds a page of audit events by time: each page is a walk along the index from where the last one ended, so that the millionth
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

    /// <summary>Nothing here when the page is to begin at an event that is not.</summary>
    public async Task<Outcome<EventPage>> RunAsync(string? providerName, CancellationToken ct)
    {
        var from = (request.Before ?? request.After) is { } id ? await PlaceOfAsync(id, ct) : null;
        if (from is null && (request.Before ?? request.After) is not null)
        {
            return new NothingHere();
        }

        var page = from is not null && request.Before is null ? await NewerAsync(from, ct) : await OlderAsync(from, ct);
        var recent = await Visible(InTime().OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(Recent))
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
        return page with
        {
            ProviderName = providerName,
            Types = [.. recent.Select(e => e.Type).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
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

    private async Task<EventPage> OlderAsync(Place? from, CancellationToken ct)
    {
        var rest = from is null ? InTime() : InTime().Where(e => e.At <= from.At && (e.At < from.At || e.Id < from.Id));
        var ordered = rest.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        var end = await EndOfStretchAsync(ordered, ct);
        var stretch = end is null ? rest : rest.Where(e => e.At >= end.At && (e.At > end.At || e.Id >= end.Id));
        var rows = await RowsAsync(Matching(stretch).OrderByDescending(e => e.At).ThenByDescending(e => e.Id), ct);
        var hasMore = rows.Count > request.PageSize;
        if (hasMore)
        {
            rows.RemoveAt(request.PageSize);
        }

        return Page(rows) with
        {
            Older = hasMore ? rows[^1].Id : end?.Id,
            LookedBackTo = hasMore ? null : end?.At,
            Newer =
                from is null ? null
                : rows.Count > 0 ? rows[0].Id
                : from.Id,
            Count = from is null ? await CountAsync(stretch, rows.Count, hasMore, isAll: end is null, ct) : null,
        };
    }

    private async Task<EventPage> NewerAsync(Place from, CancellationToken ct)
    {
        var rest = InTime().Where(e => e.At >= from.At && (e.At > from.At || e.Id > from.Id));
        var end = await EndOfStretchAsync(rest.OrderBy(e => e.At).ThenBy(e => e.Id), ct);
        var stretch = end is null ? rest : rest.Where(e => e.At <= end.At && (e.At < end.At || e.Id <= end.Id));
        var rows = await RowsAsync(Matching(stretch).OrderBy(e => e.At).ThenBy(e => e.Id), ct);
        if (rows.Count <= request.PageSize && end is null)
        {
            // The first page, filled up from below.
            return await OlderAsync(null, ct);
        }

        var newer = rows.Count > request.PageSize ? rows[request.PageSize - 1].Id : end!.Id;
        rows = rows.GetRange(0, Math.Min(rows.Count, request.PageSize));
        rows.Reverse();
        return Page(rows) with { Newer = newer, Older = rows.Count > 0 ? rows[^1].Id : from.Id };
    }

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
        visible is not null || Words.Any() || !string.IsNullOrEmpty(request.Type) || !string.IsNullOrEmpty(request.Actor);

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

    private async Task<EventCount> CountAsync(IQueryable<T> stretch, int shown, bool hasMore, bool isAll, CancellationToken ct)
    {
        var number = hasMore ? await Matching(stretch).Take(EventCount.Bound + 1).CountAsync(ct) : shown;
        return new EventCount(Math.Min(number, EventCount.Bound), isAll && number <= EventCount.Bound);
    }

    private Task<Place?> PlaceOfAsync(ObjectId id, CancellationToken ct) =>
        Visible(events).Where(e => e.Id == id).Select(e => new Place(e.At, e.Id)).FirstOrDefaultAsync(ct);

    private async Task<List<EventRow>> RowsAsync(IQueryable<T> ordered, CancellationToken ct)
    {
        var records = await ordered.Take(request.PageSize + 1).ToListAsync(ct);
        return
        [
            .. records.Select(e => new EventRow(
                e.Id,
                e.At,
                e.Type,
                e.ActorId,
                e.ActorName,
                e.ActorSide,
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

    private static EventPage Page(IReadOnlyList<EventRow> rows) =>
        new(rows, Count: null, Older: null, Newer: null, LookedBackTo: null, Types: [], Actors: [], ProviderName: null);
}
