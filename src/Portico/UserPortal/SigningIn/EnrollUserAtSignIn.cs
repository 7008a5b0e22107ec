using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.UserPortal.Security;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>Offers a secret to a user who must enroll an authenticator app before the sign-in goes on.</summary>
public sealed class GetUserEnrollmentOffer(OperationRunner runner, Authenticator authenticator)
    : AccountQuery<GetUserEnrollmentOffer.Request, EnrollmentOffer>(runner)
{
    /// <param name="SealedSecret">From the form, to show the same offer again after a wrong code.</param>
    public sealed record Request(string? SealedSecret);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<EnrollmentOffer>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await UnfinishedUserSignIn.FindAsync(work, ct) is { Stage: UserSessionStage.NeedsEnrollment, User: { HasMfa: false } user }
            ? await UserFactors.OfferAsync(authenticator, user, request.SealedSecret, work, ct)
            : new UserSignInOver();
}

/// <summary>Enrolls the authenticator app that the offered secret was put into, hands out recovery codes, and completes the sign-in.</summary>
public sealed class EnrollUserAtSignIn(OperationRunner runner, Authenticator authenticator, PortalMail mail)
    : AccountOperation<EnrollUserAtSignIn.Request, EnrollUserAtSignIn.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        /// <summary>As offered.</summary>
        public string? SealedSecret { get; set; }

        [Required(ErrorMessage = "Enter the code that your authenticator app shows.")]
        [StringLength(16, ErrorMessage = "A code has six digits.")]
        public string Code { get; set; } = "";
    }

    public sealed record Result(UserSignInStep Step, NewRecoveryCodes Recovery);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var found = await UnfinishedUserSignIn.TakeAsync(work, UserSessionStage.NeedsEnrollment, ct);
        if (found is not { User: { HasMfa: false } user })
        {
            return new UserSignInOver();
        }

        if (!authenticator.Enroll(user, request.SealedSecret, request.Code))
        {
            return new WrongCode();
        }

        var next = await UserAdmission.AfterFactorAsync(work, user, found.Settings, "the password, and enrolled an authenticator app", ct);
        if (!next.Succeeded)
        {
            return Outcome<Result>.FromProblems(next.Problems);
        }

        var codes = await UserFactors.RenewRecoveryCodesAsync(user, work, ct);
        work.RecordOf(user, (id, name) => new UserAuthenticatorEnrolled(id, name, IsReplaced: false));
        work.Send(await mail.SignInChangedAsync(user, work, "An authenticator app was set up for", ct), "user-authenticator-enrolled");
        // Sessions from before know of no authenticator.
        await work.EndSessionsAsync(user, except: work.Caller.UnfinishedUserSession!.SessionId, ct);
        return new Result(next.Value, new NewRecoveryCodes(codes));
    }
}
