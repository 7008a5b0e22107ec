using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Sessions;

namespace Portico.Administrators.Profile;

/// <summary>Changes one's own password and ends the sessions of all other browsers.</summary>
public sealed class ChangePassword(OperationRunner runner, AccountMail mail, IOptions<SignInOptions> options)
    : ConfirmedOperation<ChangePassword.Request, ChangePassword.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        [Display(Name = "New password")]
        [Required(ErrorMessage = "Enter a new password.")]
        public string NewPassword { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? NewPasswordAgain { get; set; }
    }

    /// <param name="Step">This browser's session goes on under a new token.</param>
    /// <param name="SessionsEnded">How many other browsers were signed out.</param>
    public sealed record Result(SignInStep Step, int SessionsEnded);

    protected override Outcome<PasswordTask> ToDo(Request request, Administrator account) =>
        NewPassword.ProblemsOf(request.NewPassword, request.NewPasswordAgain, account.Email, nameof(Request.NewPassword))
            is { Count: > 0 } problems
            ? Outcome<PasswordTask>.FromProblems(problems)
            : PasswordTask.Verify(account.PasswordHash, request.CurrentPassword).AndHash(request.NewPassword);

    protected override async Task<Outcome<Result>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (string.Equals(request.NewPassword, request.CurrentPassword, StringComparison.Ordinal))
        {
            return new PasswordUnchanged();
        }

        if (await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct) is not { Succeeded: true, Value: var step })
        {
            return new SignInOver();
        }

        account.SetPassword(work.Password.NewHash!, work.Now);
        work.Record(account.Happened(work, "password-changed", "Changed the password; other sessions ended"));
        work.Send(await mail.PasswordChangedAsync(account, work, ct), "password-changed");
        var ended = await work.EndSessionsAsync(account.Id, except: work.SignedIn.SessionId, ct);
        return new Result(step, ended);
    }
}

/// <summary>The new password is the current one.</summary>
public sealed record PasswordUnchanged()
    : Invalid("password-unchanged", "This is your current password. Choose another one.", nameof(ChangePassword.Request.NewPassword));
