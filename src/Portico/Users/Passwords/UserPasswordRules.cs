using Portico.Platform.Secrets;
using Portico.Settings;

namespace Portico.Users.Passwords;

/// <summary>What an organization's settings demand of a user's password; its length is bounded and the e-mail address refused always.</summary>
public static class UserPasswordRules
{
    /// <summary>Unicode code points.</summary>
    public const int MaxLength = 64;

    /// <summary>The rules, in the order in which people read them; those about former passwords and age need the store.</summary>
    public static IReadOnlyList<PasswordRule> Of(SecuritySettings settings) =>
        [
            PasswordRule.MinimumLength(settings.MinimumLength),
            PasswordRule.MaximumLength(MaxLength),
            .. Where(settings.RequiresLower, PasswordRule.LowerCase),
            .. Where(settings.RequiresUpper, PasswordRule.UpperCase),
            .. Where(settings.RequiresNumber, PasswordRule.Number),
            .. Where(settings.RequiresSymbol, PasswordRule.Symbol),
            PasswordRule.NotEmail,
            .. Where(settings.RefusesUsername, PasswordRule.NotUsername),
            .. Where(settings.RefusesCommon, PasswordRule.NotCommon),
            .. Where(settings.RefusesSequences, PasswordRule.NotSequential),
        ];

    private static ReadOnlySpan<PasswordRule> Where(bool isDemanded, PasswordRule rule) => isDemanded ? new[] { rule } : [];
}
