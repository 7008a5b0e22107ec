using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>
/// The first step of signing in to an organization's portal: username or e-mail, and password. An unknown user costs and answers what a
/// wrong password does; so does one who may not sign in.
/// </summary>
public sealed class SignInUser(OperationRunner runner, PortalMail mail) : PasswordOperation<SignInUser.Request, UserSignInStep>(runner)
{
    private CountedTry? counted;

    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The slug or id in the address.</summary>
        [OneLine]
        public string? Portal { get; set; }

        [Display(Name = "Username or e-mail")]
        [Required(ErrorMessage = "Enter your username or e-mail address.")]
        [StringLength(UserIdentity.EmailMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Login { get; set; } = "";

        [Required(ErrorMessage = "Enter your password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await FindAsync(request, work, ct) is not { } found)
        {
            return new NothingHere();
        }

        if (await work.CountTryAsync(found.Keys, ct) is { } wait)
        {
            return wait;
        }

        if (found.User is not { State: UserState.Activated, PasswordHash: not null } user)
        {
            return PasswordTask.Verify(storedHash: null, request.Password);
        }

        await work.TakeUserAsync(user, ct);
        counted = Lockout.Count(user, found.Settings, work.Now);
        return PasswordTask.Verify(counted.IsLookedAt ? user.PasswordHash : null, request.Password);
    }

    protected internal override async Task<Outcome<UserSignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await FindAsync(request, work, ct) is not { } found)
        {
            return new NothingHere();
        }

        if (found.User is not { } user || counted is not { } tried)
        {
            return new WrongLogin();
        }

        if (work.Password.Proves(user.PasswordHash))
        {
            // Taken before the user's turn, as when the try was counted.
            await work.ForgetTriesAsync(found.Keys, ct);
        }

        await work.TakeUserAsync(user, ct);
        if (user.State is not UserState.Activated || !work.Password.Proves(user.PasswordHash))
        {
            await RefuseAsync(user, tried, work, ct);
            return new WrongLogin();
        }

        if (tried.WasLocked && user.IsLockedAt(work.Now))
        {
            Lockout.TakeBack(user, tried);
            work.RecordAgainst(user, (id, name) => new UserSignInRefused(id, name, "right password, but locked"));
            return new UserLocked(user.LockedUntil, work.Now);
        }

        UserAdmission.NotePassword(work, user, found.Settings, request.Password);
        return await UserAdmission.AfterPasswordAsync(work, user, found.Settings, ct);
    }

    protected internal override async Task<Outcome<UserSignInStep>> GiveUpAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await FindAsync(request, work, ct) is { } found)
        {
            await work.ForgiveTryAsync(found.Keys, ct);
            if (found.User is { } user && counted is not null)
            {
                await work.TakeUserAsync(user, ct);
                Lockout.TakeBack(user, counted);
            }
        }

        return new PasswordsBusy();
    }

    private async Task RefuseAsync(UserCredential user, CountedTry tried, AccountWork work, CancellationToken ct)
    {
        if (tried.WasLocked)
        {
            // The activity says that he is locked out; what is tried meanwhile would only fill it.
            return;
        }

        work.RecordAgainst(user, (id, name) => new UserSignInRefused(id, name, "wrong password"));
        if (tried.Locks && user.IsLockedAt(work.Now))
        {
            work.RecordAgainst(user, (id, name) => new UserLockedOut(id, name, user.LockedUntil));
            work.Send(await mail.LockedOutAsync(user, work, ct), "user-locked-out");
        }
    }

    private static async Task<Found?> FindAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.FindPortalAsync(request.Portal, ct) is not { Id: var organization })
        {
            return null;
        }

        var settings = await work.SettingsOfAsync(organization, ct);
        var login = UserIdentity.Normalize(request.Login);
        // A username may read as another's address: then it is the username.
        var user = await work
            .Db.Set<UserCredential>()
            .Where(u => u.OrganizationId == organization && (u.Username == login || u.Email == login))
            .OrderByDescending(u => u.Username == login)
            .FirstOrDefaultAsync(ct);
        var keys = UserTries.ForPassword(organization, user, login, settings.LockoutAttempts is not null, work.Caller);
        return new Found(user, settings, keys);
    }

    private sealed record Found(UserCredential? User, SecuritySettings Settings, IReadOnlyList<TryKey> Keys);
}

/// <summary>Turns at what is counted and used once of a user.</summary>
internal static class UserTurn
{
    /// <summary>Waits until nobody else counts tries of the user or uses his codes up, and reads him as he is then.</summary>
    public static async Task TakeUserAsync(this AccountWork work, UserCredential user, CancellationToken ct)
    {
        await work.TakeTurnAsync($"{user.OrganizationId}:user:{user.Id}", ct);
        await work.Db.Entry(user).ReloadAsync(ct);
    }
}
