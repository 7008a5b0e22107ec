using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators.Profile;
using Portico.Platform.Operations;
using Portico.Platform.Ui;
using Portico.UserPortal.Passwords;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Security;

/// <summary>Changes a user's own password under the organization's rules, and ends the sessions of all other browsers.</summary>
public sealed class ChangeUserPassword(OperationRunner runner, PortalMail mail)
    : ConfirmedUserOperation<ChangeUserPassword.Request, ChangeUserPassword.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        [Display(Name = "New password")]
        [Required(ErrorMessage = "Enter a new password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string NewPassword { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? NewPasswordAgain { get; set; }
    }

    /// <param name="Step">This browser's session goes on under a new token.</param>
    /// <param name="SessionsEnded">How many other browsers were signed out.</param>
    public sealed record Result(UserSignInStep Step, int SessionsEnded);

    protected override async Task<Outcome<PasswordTask>> ToDoAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var (user, settings) = own;
        var problems = ChosenPassword
            .ProblemsOf(request.NewPassword, request.NewPasswordAgain, user, settings, nameof(Request.NewPassword))
            .ToList();
        if (string.Equals(request.NewPassword, request.CurrentPassword, StringComparison.Ordinal))
        {
            problems.Add(new PasswordUnchanged());
        }

        // One that has expired, or that someone else chose, is replaced whenever the user likes.
        if (
            !(user.PasswordExpiresAt <= work.Now)
            && user.PasswordSetAt?.AddHours(settings.MinimumAgeHours ?? 0) is { } from
            && from > work.Now
        )
        {
            problems.Add(new PasswordTooYoung(from - work.Now));
        }

        return problems.Count > 0
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask
                .Verify(user.PasswordHash, request.CurrentPassword)
                .AndHash(request.NewPassword)
                .Unlike(await ChosenPassword.FormerOfAsync(user, settings, work, ct));
    }

    protected override async Task<Outcome<Result>> ConfirmedAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var (user, settings) = own;
        if (ChosenPassword.RefuseFormer(work, nameof(request.NewPassword)) is { } former)
        {
            return former;
        }

        if (await work.RotateAsync(user, UserSessionStage.SignedIn, settings, goesOn: true, ct) is not { Succeeded: true, Value: var step })
        {
            return new UserSignInOver();
        }

        await ChosenPassword.SetAsync(user, settings, work, ct);
        work.RecordOf(user, (id, name) => new UserPasswordChanged(id, name, "changed in the portal"));
        work.Send(await mail.PasswordChangedAsync(user, work, ct), "user-password-changed");
        var ended = await work.EndSessionsAsync(user, except: work.User.SessionId, ct);
        return new Result(step, ended);
    }
}

/// <summary>The organization wants a password kept for a while, so that the history cannot be run through.</summary>
public sealed record PasswordTooYoung(TimeSpan Wait)
    : Invalid(
        "password-too-young",
        $"Your password was changed a short while ago. You can change it again in {Words.Count(Math.Max(1, (int)Math.Ceiling(Wait.TotalHours)), "hour")}.",
        nameof(ChangeUserPassword.Request.NewPassword)
    );
