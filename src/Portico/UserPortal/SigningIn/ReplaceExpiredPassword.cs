using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Ui.Fields;
using Portico.UserPortal.Passwords;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>What the new password of a user must be whose old one has expired.</summary>
public sealed class GetExpiredPassword(OperationRunner runner) : AccountQuery<Nothing, GetExpiredPassword.Result>(runner)
{
    public sealed record Result(string Username, ShownRules Rules);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct) =>
        await UnfinishedUserSignIn.FindAsync(work, ct) is { Stage: UserSessionStage.NeedsNewPassword, User: var user } found
            ? new Result(user.Username, ChosenPassword.Shown(found.Settings, user.Username, user.Email))
            : new UserSignInOver();
}

/// <summary>Chooses a new password in place of an expired one, ends all other sessions, and goes on with the sign-in.</summary>
public sealed class ReplaceExpiredPassword(OperationRunner runner, PortalMail mail)
    : PasswordOperation<ReplaceExpiredPassword.Request, UserSignInStep>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Required(ErrorMessage = "Enter a new password.")]
        [StringLength(1_000, ErrorMessage = "No password is that long.")]
        public string Password { get; set; } = "";

        /// <summary>Typed to confirm; null where nobody types.</summary>
        public string? PasswordAgain { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasswordTask>> PrepareAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedUserSignIn.FindAsync(work, ct) is not { Stage: UserSessionStage.NeedsNewPassword, User: var user } found)
        {
            return new UserSignInOver();
        }

        var problems = ChosenPassword.ProblemsOf(request.Password, request.PasswordAgain, user, found.Settings, nameof(request.Password));
        if (problems.Count > 0)
        {
            return Outcome<PasswordTask>.FromProblems(problems);
        }

        // The expired one is refused even where no history is kept: else it would go on for ever.
        var former = await ChosenPassword.FormerOfAsync(user, found.Settings, work, ct);
        return PasswordTask.Hash(request.Password).Unlike(former is [] && user.PasswordHash is { } current ? [current] : former);
    }

    protected internal override async Task<Outcome<UserSignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var found = await UnfinishedUserSignIn.TakeAsync(work, UserSessionStage.NeedsNewPassword, ct);
        if (found is not { User: var user })
        {
            return new UserSignInOver();
        }

        if (ChosenPassword.RefuseFormer(work, nameof(request.Password)) is { } former)
        {
            return former;
        }

        await work.EndSessionsAsync(user, except: work.Caller.UnfinishedUserSession!.SessionId, ct);
        await ChosenPassword.SetAsync(user, found.Settings, work, ct);
        var next = await UserAdmission.AfterFactorAsync(work, user, found.Settings, "the password, and replaced it", ct);
        if (next.Succeeded)
        {
            work.RecordOf(user, (id, name) => new UserPasswordChanged(id, name, "the former one had expired"));
            work.Send(await mail.PasswordChangedAsync(user, work, ct), "user-password-changed");
        }

        return next;
    }
}
