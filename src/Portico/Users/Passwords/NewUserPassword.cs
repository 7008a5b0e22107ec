using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Settings;

namespace Portico.Users.Passwords;

/// <summary>Holds a password that someone wants for a user against the organization's requirements.</summary>
public static class NewUserPassword
{
    /// <summary>What stands against it, by the field that it was typed in; empty when it may be used. The history is asked separately.</summary>
    public static IReadOnlyList<Problem> ProblemsOf(
        string password,
        UserIdentity user,
        SecuritySettings settings,
        string field = "Password"
    ) =>
        [
            .. PasswordRule
                .Broken(UserPasswordRules.Of(settings), new PasswordCandidate(password, user.Email, user.Username))
                .Select(rule => new PasswordRefused(rule.Code, rule.Problem, field)),
        ];
}
