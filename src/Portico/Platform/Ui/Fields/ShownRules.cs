using Portico.Platform.Secrets;

namespace Portico.Platform.Ui.Fields;

/// <summary>The rules that stand below a new password, and whose it would be, for those that refuse someone's name.</summary>
/// <param name="Rules">What is demanded, in the order in which it is read.</param>
public sealed record ShownRules(IReadOnlyList<PasswordRule> Rules)
{
    /// <summary>What only the store can tell, as people read it: "Not one of the last 10 passwords".</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Known already; else null.</summary>
    public string? Email { get; init; }

    /// <summary>Known already; else null.</summary>
    public string? Username { get; init; }

    /// <summary>The name of the form's field in which the e-mail address is typed, "Request.Email"; else null.</summary>
    public string? EmailField { get; init; }

    /// <summary>The name of the form's field in which the username is typed; else null.</summary>
    public string? UsernameField { get; init; }
}
