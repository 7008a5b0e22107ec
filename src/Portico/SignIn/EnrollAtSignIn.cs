using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;

namespace Portico.SignIn;

/// <summary>Offers a secret to someone who must enroll an authenticator app before the sign-in goes on.</summary>
public sealed class GetEnrollmentOffer(OperationRunner runner, Authenticator authenticator, IOptions<SignInOptions> options)
    : AccountQuery<GetEnrollmentOffer.Request, EnrollmentOffer>(runner)
{
    /// <param name="SealedSecret">From the form, to show the same offer again after a wrong code.</param>
    public sealed record Request(string? SealedSecret);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<EnrollmentOffer>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var account = await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct);
        return account is null || (await SecondFactors.OfAsync(account, work, ct)).Any
            ? new SignInOver()
            : authenticator.Again(account, request.SealedSecret) ?? authenticator.Offer(account);
    }
}

/// <summary>Enrolls the authenticator app that the offered secret was put into, hands out recovery codes, and completes the sign-in.</summary>
public sealed class EnrollAtSignIn(OperationRunner runner, Authenticator authenticator, IOptions<SignInOptions> options)
    : AccountOperation<EnrollAtSignIn.Request, EnrollAtSignIn.Result>(runner)
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

    public sealed record Result(SignInStep Step, NewRecoveryCodes Recovery);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account)
        {
            return new SignInOver();
        }

        await work.TakeTurnAsync($"authenticator:{account.Id}", ct);
        await work.Db.Entry(account).ReloadAsync(ct);
        if ((await SecondFactors.OfAsync(account, work, ct)).Any)
        {
            return new SignInOver();
        }

        if (!authenticator.Enroll(account, request.SealedSecret, request.Code))
        {
            return new WrongCode();
        }

        if (await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct) is not { Succeeded: true, Value: var step })
        {
            return new SignInOver();
        }

        var codes = await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        work.Record(account.Happened(work, "authenticator-enrolled", "Enrolled an authenticator app and signed in"));
        // Sessions from before know of no authenticator.
        await work.EndSessionsAsync(account.Id, except: work.Caller.UnfinishedSessionId, ct);
        return new Result(step, new NewRecoveryCodes(codes));
    }
}
