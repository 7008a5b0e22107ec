using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Portico.Platform.Ui;

/// <summary>The address of the page being rendered, with which pieces write links that change one thing and keep the rest.</summary>
public sealed class PageAddress
{
    public const string Search = "search";
    public const string Sort = "sort";
    public const string Page = "page";
    public const string Open = "open";
    public const string Window = "window";
    public const string Selected = "selected";

    /// <summary>Of lists that are read by cursor: the page older than this row.</summary>
    public const string Before = "before";

    /// <summary>Of lists that are read by cursor: the page newer than this row.</summary>
    public const string After = "after";

    private readonly List<KeyValuePair<string, string>> query;

    private PageAddress(string path, List<KeyValuePair<string, string>> query)
    {
        Path = path;
        this.query = query;
    }

    public string Path { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Query => query;

    public static PageAddress Of(NavigationManager navigation) => Parse(new Uri(navigation.Uri).PathAndQuery);

    /// <summary>Reads a path with its query, such as "/organizations?sort=-name"; a parameter without a value is dropped.</summary>
    public static PageAddress Parse(string pathAndQuery)
    {
        var mark = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return new PageAddress(pathAndQuery, []);
        }

        var parameters = QueryHelpers
            .ParseQuery(pathAndQuery[mark..])
            .SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value ?? ""))
            .Where(p => p.Value.Length > 0)
            .ToList();
        return new PageAddress(pathAndQuery[..mark], parameters);
    }

    public string? First(string name) => query.Where(p => Is(p, name)).Select(p => p.Value).FirstOrDefault();

    /// <summary>The page that a parameter names, from 1; the first when it names none.</summary>
    public int PageIn(string name) =>
        int.TryParse(First(name), CultureInfo.InvariantCulture, out var page) && page is > 0 and <= 1_000_000 ? page : 1;

    public IEnumerable<string> All(string name) => query.Where(p => Is(p, name)).Select(p => p.Value);

    public bool Has(string name, string value) => query.Any(p => Is(p, name) && string.Equals(p.Value, value, StringComparison.Ordinal));

    /// <summary>The same address with the parameter set once; null or empty takes it away.</summary>
    public PageAddress With(string name, string? value) =>
        string.IsNullOrEmpty(value) ? Without(name) : new PageAddress(Path, [.. Without(name).query, KeyValuePair.Create(name, value)]);

    public PageAddress Without(params ReadOnlySpan<string> names)
    {
        var rest = new List<KeyValuePair<string, string>>(query);
        foreach (var name in names)
        {
            rest.RemoveAll(p => Is(p, name));
        }

        return new PageAddress(Path, rest);
    }

    /// <summary>Adds the value to a parameter that may stand several times, or takes it away when it is there.</summary>
    public PageAddress Toggle(string name, string value) =>
        Has(name, value)
            ? new PageAddress(Path, query.FindAll(p => !(Is(p, name) && string.Equals(p.Value, value, StringComparison.Ordinal))))
            : new PageAddress(Path, [.. query, KeyValuePair.Create(name, value)]);

    public override string ToString() =>
        query.Count == 0 ? Path : Path + "?" + string.Join('&', query.Select(p => Escape(p.Key) + "=" + Escape(p.Value)));

    private static string Escape(string text) => UrlEncoder.Default.Encode(text);

    private static bool Is(KeyValuePair<string, string> parameter, string name) =>
        string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase);
}
