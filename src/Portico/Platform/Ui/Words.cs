using System.Globalization;

namespace Portico.Platform.Ui;

/// <summary>Numbers and names as the pages write them.</summary>
public static class Words
{
    /// <summary>"1 user", "0 users", "10,412 users"; the plural may be given where it is not the singular with an s.</summary>
    public static string Count(long number, string one, string? many = null) =>
        Number(number) + " " + (number == 1 ? one : many ?? one + "s");

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The words as an id in the document: "Add organization" becomes "add-organization".</summary>
    public static string Id(string words) =>
        string.Concat(words.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
}
