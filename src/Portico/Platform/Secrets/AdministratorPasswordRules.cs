namespace Portico.Platform.Secrets;

/// <summary>
/// What an administrator's password must be: 12 to 64 characters (Unicode code points), not commonly used, not the e-mail address. No
/// mixture of kinds is demanded, and none expires (NIST SP 800-63B §3.1.1.2).
/// </summary>
public static class AdministratorPasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 64;

    /// <summary>The rules, for showing what is wanted.</summary>
    public static IReadOnlyList<PasswordRule> All { get; } =
    [PasswordRule.MinimumLength(MinLength), PasswordRule.MaximumLength(MaxLength), PasswordRule.NotCommon, PasswordRule.NotEmail];

    /// <summary>The rules that the password breaks; empty when it may be used.</summary>
    public static IReadOnlyList<PasswordRule> Check(string password, string email) =>
        PasswordRule.Broken(All, new PasswordCandidate(password, email));
}
