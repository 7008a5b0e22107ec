using Portico.Platform.Operations;
using Portico.Platform.Secrets;

namespace Portico.Administrators;

/// <summary>A password that an administrator chooses: at set-up, with an invitation, after a reset, in the profile.</summary>
public static class NewPassword
{
    /// <summary>The rules in words, for below the field.</summary>
    public static string Hint { get; } =
        $"{AdministratorPasswordRules.MinLength} to {AdministratorPasswordRules.MaxLength} characters, not a commonly used password, not your e-mail address. A few random words do well.";

    /// <summary>What stands against it, by the field that it was typed in; empty when it may be used.</summary>
    /// <param name="password">The password.</param>
    /// <param name="again">What was typed to confirm it; null where nobody types (command line).</param>
    /// <param name="email">Whose it would be.</param>
    /// <param name="field">The request's member with the password; the confirmation is this with "Again".</param>
    public static IReadOnlyList<Problem> ProblemsOf(string password, string? again, string email, string field = "Password")
    {
        var problems = AdministratorPasswordRules
            .Check(password, Administrator.NormalizeEmail(email))
            .Select(Problem (rule) => new PasswordRefused(rule.Code, rule.Problem, field))
            .ToList();
        if (problems.Count == 0 && again is not null && !string.Equals(password, again, StringComparison.Ordinal))
        {
            problems.Add(new PasswordsDiffer(field + "Again"));
        }

        return problems;
    }
}

/// <summary>The password breaks a rule; the code is the rule's.</summary>
public sealed record PasswordRefused(string RuleCode, string Words, string Name) : Invalid(RuleCode, Words, Name);

/// <summary>The password and its confirmation are not the same.</summary>
public sealed record PasswordsDiffer(string Name) : Invalid("passwords-differ", "The two passwords differ. Type the same one twice.", Name);
