using System.Net;
using System.Text.RegularExpressions;

namespace Portico.Tests.Support;

/// <summary>Fills and sends forms as a browser without JavaScript does.</summary>
internal static partial class HtmlForms
{
    /// <summary>
    /// Opens the address, fills the form with that handler's name, and posts it with everything hidden in it; boxes are ticked by
    /// giving them, as often as there are.
    /// </summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient browser,
        string address,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var page = await browser.GetStringAsync(address);
        var action = Attribute(Open().Match(FormOf(page, form)).Value, "action") is { Length: > 0 } given ? given : address;
        return await browser.PostAsync(page, action, form, fields);
    }

    /// <summary>Posts a form of a page that was opened before, wherever to.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this HttpClient browser,
        string page,
        string address,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var found = FormOf(page, form);
        var sent = new List<KeyValuePair<string, string>>();
        var boxes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in Input().Matches(found).Select(m => m.Value))
        {
            if (Attribute(input, "name") is { } name && Attribute(input, "type") is not "radio")
            {
                if (Attribute(input, "type") is "checkbox")
                {
                    boxes.Add(name);
                }
                else
                {
                    sent.Add(new(name, Attribute(input, "value") ?? ""));
                }
            }
        }

        foreach (var (name, value) in fields)
        {
            sent.RemoveAll(s => string.Equals(s.Key, name, StringComparison.Ordinal) && !boxes.Contains(name));
            sent.Add(new(name, value));
        }

        using var content = new FormUrlEncodedContent(sent);
        return await browser.PostAsync(address, content);
    }

    private static string FormOf(string page, string form) =>
        Form().Matches(page).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));

    private static string? Attribute(string element, string name)
    {
        var match = Regex.Match(element, $"\\s{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Form();

    [GeneratedRegex("<form[^>]*>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Open();

    [GeneratedRegex("<input[^>]*>", RegexOptions.Singleline, 1_000)]
    private static partial Regex Input();
}
