namespace Portico.Users.Editing;

/// <summary>
/// Which of a form's other buttons was pressed: one that adds or takes away a row, or looks for a manager. The form then comes back as it
/// was typed, and nothing is saved.
/// </summary>
public sealed record UserFormPress
{
    public const string Phone = "phone";
    public const string Attribute = "attribute";
    public const string Key = "key";

    /// <summary>Of which kind a row is added.</summary>
    public string? Add { get; set; }

    /// <summary>Which row goes: "phone 0".</summary>
    public string? Remove { get; set; }

    /// <summary>Whom to look for as manager.</summary>
    public string? Search { get; set; }

    public string? Look { get; set; }

    public bool IsUnfinished => Add is not null || Remove is not null || Look is not null;

    /// <summary>Does to the typed values what the button says.</summary>
    public void ApplyTo(UserDetails details)
    {
        Complete(details);
        details.PhoneNumbers = Changed(details.PhoneNumbers, Phone);
        details.CustomAttributes = Changed(details.CustomAttributes, Attribute);
        details.SshKeys = Changed(details.SshKeys, Key);
    }

    /// <summary>Leaves out rows in which nothing was typed.</summary>
    public static void WithoutEmptyRows(UserDetails details)
    {
        details.PhoneNumbers = [.. details.PhoneNumbers.Where(p => !Empty(p.Kind, p.Number))];
        details.CustomAttributes = [.. details.CustomAttributes.Where(a => !Empty(a.Name, a.Value))];
        details.SshKeys = [.. details.SshKeys.Where(k => !Empty(k.Name, k.PublicKey))];
    }

    /// <summary>What a form does not have at all is read as null.</summary>
    public static void Complete(UserDetails details)
    {
        details.PhoneNumbers = details.PhoneNumbers is null ? [] : details.PhoneNumbers;
        details.CustomAttributes = details.CustomAttributes is null ? [] : details.CustomAttributes;
        details.SshKeys = details.SshKeys is null ? [] : details.SshKeys;
        details.WorkAddress ??= new();
        details.HomeAddress ??= new();
    }

    private IReadOnlyList<T> Changed<T>(IReadOnlyList<T> rows, string kind)
        where T : new() =>
        string.Equals(Add, kind, StringComparison.Ordinal) ? [.. rows, new T()]
        : Remove is null ? rows
        : [.. rows.Where((_, n) => !string.Equals(Remove, NameOf(kind, n), StringComparison.Ordinal))];

    public static string NameOf(string kind, int row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind} {row}");

    private static bool Empty(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return false;
            }
        }

        return true;
    }
}
