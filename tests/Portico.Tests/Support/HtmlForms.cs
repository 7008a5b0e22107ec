using System.Net;
using System.Text.RegularExpressions;

namespace Portico.Tests.Support;

/// <summary>Fills and sends forms as a browser without JavaScript does.</summary>
internal static partial class HtmlForms
{
    /// <summary>Opens the address, fills the form with that handler's name, and posts it with everything hidden in it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        this HttpClient browser,
        string address,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var page = await browser.GetStringAsync(address);
        var found = Form().Matches(page).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Input().Matches(found).Select(m => m.Value))
        {
            if (Attribute(input, "name") is { } name && Attribute(input, "type") is not ("checkbox" or "radio"))
            {
                sent[name] = Attribute(input, "value") ?? "";
            }
        }

        foreach (var (name, value) in fields)
        {
            sent[name] = value;
        }

        var action = Attribute(Open().Match(found).Value, "action") is { Length: > 0 } given ? given : address;
        using var content = new FormUrlEncodedContent(sent);
        return await browser.PostAsync(action, content);
    }

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
