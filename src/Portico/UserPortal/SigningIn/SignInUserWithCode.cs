using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>The second step of signing in to a user portal: a code of the authenticator app, each used once.</summary>
public sealed class SignInUserWithCode(OperationRunner runner, Authenticator authenticator)
    : AccountOperation<SignInUserWithCode.Request, UserSignInStep>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Required(ErrorMessage = "Enter the code that your authenticator app shows.")]
        [StringLength(16, ErrorMessage = "A code has six digits.")]
        public string Code { get; set; } = "";
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<UserSignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedUserSignIn.FindAsync(work, ct) is not { Stage: UserSessionStage.NeedsSecondFactor } found)
        {
            return new UserSignInOver();
        }

        var keys = UserTries.ForCode(found.User, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        await work.TakeUserAsync(found.User, ct);
        if (!authenticator.Takes(found.User, request.Code))
        {
            work.RecordAgainst(found.User, (id, name) => new UserSignInRefused(id, name, "right password, wrong code"));
            return new WrongCode();
        }

        await work.ForgetTriesAsync(keys, ct);
        return await UserAdmission.AfterFactorAsync(work, found.User, found.Settings, "the password and a code", ct);
    }
}
