using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;
using Portico.Users.Passwords;

namespace Portico.UserPortal.SigningIn;

/// <summary>What follows on each proof that a user gives: second factor, new password for an expired one, enrollment, in.</summary>
internal static class UserAdmission
{
    /// <summary>The password was right: wrong tries are forgotten, and it is held against today's requirements. Nobody is kept out by that.</summary>
    public static void NotePassword(AccountWork work, UserCredential user, SecuritySettings settings, string password)
    {
        user.Unlock();
        user.PasswordHash = work.Password.NewHash ?? user.PasswordHash;
        user.PasswordCheckedAt = work.Now;
        var candidate = new PasswordCandidate(password, user.Email, user.Username);
        user.PasswordMeetsRequirements = PasswordRule.Broken(UserPasswordRules.Of(settings), candidate).Count is 0;
    }

    /// <summary>Goes on after the password: whoever has a second factor is asked for it always.</summary>
    public static Task<Outcome<UserSignInStep>> AfterPasswordAsync(
        AccountWork work,
        UserCredential user,
        SecuritySettings settings,
        CancellationToken ct
    )
    {
        MfaOfUsers.Note(user, settings, work.Now);
        return user.HasMfa
            ? work.RotateAsync(user, UserSessionStage.NeedsSecondFactor, settings, ct)
            : AfterFactorAsync(work, user, settings, "the password", ct);
    }

    /// <summary>Goes on after all that the user can prove: an expired password is replaced, a factor that is overdue enrolled.</summary>
    /// <param name="work">The operation's.</param>
    /// <param name="user">Who is signing in.</param>
    /// <param name="settings">His organization's.</param>
    /// <param name="with">For the event: "the password and a code".</param>
    /// <param name="ct">Ends the request.</param>
    public static async Task<Outcome<UserSignInStep>> AfterFactorAsync(
        AccountWork work,
        UserCredential user,
        SecuritySettings settings,
        string with,
        CancellationToken ct
    )
    {
        var stage =
            user.PasswordExpiresAt <= work.Now ? UserSessionStage.NeedsNewPassword
            : MfaOfUsers.IsOverdue(user, settings, work.Now) ? UserSessionStage.NeedsEnrollment
            : UserSessionStage.SignedIn;
        return await EnterAsync(work, user, stage, settings, with, ct);
    }

    /// <summary>Goes on after a passkey alone. An expired password is no matter: it was not what let the user in.</summary>
    /// <param name="work">The operation's.</param>
    /// <param name="user">Who is signing in.</param>
    /// <param name="settings">His organization's.</param>
    /// <param name="with">For the event: "the passkey Laptop".</param>
    /// <param name="ct">Ends the request.</param>
    public static Task<Outcome<UserSignInStep>> AfterPasskeyAsync(
        AccountWork work,
        UserCredential user,
        SecuritySettings settings,
        string with,
        CancellationToken ct
    )
    {
        MfaOfUsers.Note(user, settings, work.Now);
        return EnterAsync(work, user, UserSessionStage.SignedIn, settings, with, ct);
    }

    private static async Task<Outcome<UserSignInStep>> EnterAsync(
        AccountWork work,
        UserCredential user,
        UserSessionStage stage,
        SecuritySettings settings,
        string with,
        CancellationToken ct
    )
    {
        var step = await work.RotateAsync(user, stage, settings, ct);
        if (step.Succeeded && stage is UserSessionStage.SignedIn)
        {
            work.RecordOf(user, (id, name) => new UserSignedIn(id, name, with));
        }

        return step;
    }
}
