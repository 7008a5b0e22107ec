using System.Net;
using System.Text.RegularExpressions;

namespace Portico.Bench;

/// <summary>A form of a page: where it posts to, and its fields with their values.</summary>
internal sealed partial class HtmlForm
{
    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);

    private HtmlForm(string html)
    {
        Action = Attribute(Opening().Match(html).Value, "action");
        foreach (var input in Input().Matches(html).Select(m => m.Value))
        {
            if (Attribute(input, "name") is { } name && Attribute(input, "type") is not ("checkbox" or "radio" or "submit"))
            {
                fields[name] = Attribute(input, "value") ?? "";
            }
        }
    }

    /// <summary>Null when it posts to the page's own address.</summary>
    public string? Action { get; }

    public IEnumerable<KeyValuePair<string, string>> Fields => fields;

    /// <summary>The page's first form of method post with a field whose name ends so, in whatever case.</summary>
    public static HtmlForm With(string page, string field) =>
        Form()
            .Matches(page)
            .Select(m => new HtmlForm(m.Value))
            .FirstOrDefault(f => f.fields.Keys.Any(name => name.EndsWith(field, StringComparison.OrdinalIgnoreCase)))
        ?? throw new InvalidOperationException($"The page has no form with a field {field}.");

    public void Fill(string field, string value) =>
        fields[fields.Keys.First(name => name.EndsWith(field, StringComparison.OrdinalIgnoreCase))] = value;

    private static string? Attribute(string tag, string name)
    {
        var found = Regex.Match(tag, $"""\s{name}="([^"]*)" """.TrimEnd(), RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
    }

    [GeneratedRegex("<form[^>]*method=\"post\"[^>]*>.*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]*>", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Opening();

    [GeneratedRegex("<input[^>]*>", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Input();
}
