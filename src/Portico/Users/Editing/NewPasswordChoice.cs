namespace Portico.Users.Editing;

/// <summary>How a user comes to a password: chosen by the user after a mail, or set by whoever fills the form.</summary>
public sealed record NewPasswordChoice
{
    public const string ByMail = "mail";
    public const string Set = "set";

    public string By { get; set; } = ByMail;

    /// <summary>One that was generated and is shown; posted back with the form.</summary>
    public string? Generated { get; set; }

    /// <summary>Set when the button for a generated one was pressed.</summary>
    public string? Generate { get; set; }

    /// <summary>Set when the button for typing one instead was pressed.</summary>
    public string? Type { get; set; }

    public bool MustChange { get; set; }

    public bool SendsWelcome { get; set; }

    public bool IsSet => string.Equals(By, Set, StringComparison.Ordinal);

    public bool IsUnfinished => Generate is not null || Type is not null;

    /// <summary>What is set: the generated one, else the typed one.</summary>
    public string? PasswordOr(string? typed) => string.IsNullOrEmpty(Generated) ? typed : Generated;

    /// <summary>Does what the pressed button says.</summary>
    public void Press(Func<string> generate)
    {
        if (Generate is not null)
        {
            Generated = generate();
        }
        else if (Type is not null)
        {
            Generated = null;
        }
    }
}
