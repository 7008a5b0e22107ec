using System.Globalization;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui;

namespace Portico.Audit;

/// <summary>Reads from a page's address which events it shows; what cannot be read counts as not asked for.</summary>
public static class EventAddress
{
    public const string Type = "type";
    public const string Actor = "actor";
    public const string From = "from";
    public const string To = "to";
    public const string Zone = "zone";

    private const int PageSize = 50;

    private static readonly OneLineAttribute line = new();

    public static EventRequest Read(PageAddress address) =>
        new()
        {
            Search = Cut(address.First(PageAddress.Search), 255),
            Type = Cut(address.First(Type), 80),
            Actor = Cut(address.First(Actor), 80),
            From = Day(address.First(From)),
            To = Day(address.First(To)),
            Zone = Cut(address.First(Zone), EventRequest.ZoneMaxLength),
            Before = Event(address.First(PageAddress.Before)),
            After = Event(address.First(PageAddress.After)),
            Limit = PageSize,
            ForPage = true,
        };

    /// <summary>The same list from its newest event, without any filter.</summary>
    public static PageAddress WithoutFilters(PageAddress address) =>
        Newest(address).Without(PageAddress.Search, Type, Actor, From, To, Zone);

    public static PageAddress Newest(PageAddress address) => address.Without(PageAddress.Before, PageAddress.After, PageAddress.Open);

    public static bool HasFilters(EventRequest request) => request is not { Search: null, Type: null, Actor: null, From: null, To: null };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ObjectId? Event(string? text) => ObjectId.TryParse(text, out var id) ? id : null;

    private static string? Cut(string? text, int length) =>
        text?.Trim() is { Length: > 0 } words && line.IsValid(words) ? words.CutTo(length) : null;
}
