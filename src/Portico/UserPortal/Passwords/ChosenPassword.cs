using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Ui.Fields;
using Portico.Settings;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;
using Portico.Users.Passwords;

namespace Portico.UserPortal.Passwords;

/// <summary>A password that a user chooses, under the rules of his organization.</summary>
internal static class ChosenPassword
{
    /// <summary>What stands against it, all at once and by the field; whether it was used before only hashing can tell, see <see cref="RefuseFormer"/>.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="again">Typed to confirm.</param>
    /// <param name="user">Whose it would be.</param>
    /// <param name="settings">His organization's.</param>
    /// <param name="field">The request's member with the password; the confirmation is this with "Again".</param>
    public static IReadOnlyList<Problem> ProblemsOf(
        string password,
        string? again,
        UserCredential user,
        SecuritySettings settings,
        string field
    )
    {
        var problems = NewUserPassword.ProblemsOf(password, user, settings, field).ToList();
        if (again is not null && !string.Equals(password, again, StringComparison.Ordinal))
        {
            problems.Add(new PasswordsDiffer(field + "Again"));
        }

        return problems;
    }

    /// <summary>The hashes from which the new password must differ, newest first.</summary>
    public static async Task<IReadOnlyList<string>> FormerOfAsync(
        UserCredential user,
        SecuritySettings settings,
        AccountWork work,
        CancellationToken ct
    ) => FormerPasswords.ToTry(settings, await PasswordHistory.OfAsync(work.Db.Set<FormerPassword>(), user, settings, ct));

    /// <summary>The problem of a password that was used before; null when it may be used.</summary>
    public static PasswordUsedBefore? RefuseFormer(AccountWork work, string field) =>
        work.Password.IsFormer ? new PasswordUsedBefore(field) : null;

    /// <summary>Sets the new password; the former one is kept for as long as the settings refuse it.</summary>
    public static async Task SetAsync(UserCredential user, SecuritySettings settings, AccountWork work, CancellationToken ct)
    {
        await PasswordHistory.KeepAsync(work.Db, user, settings, work.NewId(), ct);
        user.SetPassword(work.Password.NewHash!, settings, work.Now);
    }

    /// <summary>The rules as a page shows them.</summary>
    public static ShownRules Shown(SecuritySettings settings, string username, string email) =>
        new(UserPasswordRules.Of(settings))
        {
            Username = username,
            Email = email,
            Others = FormerPasswords.Requirement(settings) is { } history ? [history] : [],
        };
}

public sealed record UserPasswordChanged(ObjectId Id, string Username, string How) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Set a new password: {How}; all other sessions ended";
}
