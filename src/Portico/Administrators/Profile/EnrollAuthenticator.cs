using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Sessions;

namespace Portico.Administrators.Profile;

/// <summary>Offers a secret for an authenticator app, the first one or one in place of it.</summary>
public sealed class GetAuthenticatorOffer(OperationRunner runner, Authenticator authenticator)
    : AccountQuery<GetAuthenticatorOffer.Request, EnrollmentOffer>(runner)
{
    /// <param name="SealedSecret">From the form, to show the same offer again after a wrong code.</param>
    public sealed record Request(string? SealedSecret);

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<EnrollmentOffer>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == work.SignedIn.AdministratorId, ct);
        return authenticator.Again(account, request.SealedSecret) ?? authenticator.Offer(account);
    }
}

/// <summary>Enrolls an authenticator app, or replaces the one there is; both end other sessions, and bring
/// new recovery codes unless passkeys keep theirs.</summary>
public sealed class EnrollAuthenticator(OperationRunner runner, Authenticator authenticator, AccountMail mail)
    : ConfirmedOperation<EnrollAuthenticator.Request, EnrollAuthenticator.Result>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest
    {
        /// <summary>As offered.</summary>
        public string? SealedSecret { get; set; }

        [Required(ErrorMessage = "Enter the code that your authenticator app shows.")]
        [StringLength(16, ErrorMessage = "A code has six digits.")]
        public string Code { get; set; } = "";
    }

    /// <param name="Recovery">Shown once; null when the account keeps those it has.</param>
    public sealed record Result(NewRecoveryCodes? Recovery);

    protected override async Task<Outcome<Result>> ConfirmedAsync(
        Request request,
        Administrator account,
        AccountWork work,
        CancellationToken ct
    )
    {
        var isReplaced = account.HasAuthenticator;
        var keepsCodes = !isReplaced && (await SecondFactors.OfAsync(account, work, ct)).Any;
        if (!authenticator.Enroll(account, request.SealedSecret, request.Code))
        {
            return new WrongCode();
        }

        var codes = keepsCodes ? null : await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        var (type, summary, words) = isReplaced
            ? ("authenticator-replaced", "Replaced the authenticator app; other sessions ended", "The authenticator app was replaced for")
            : ("authenticator-enrolled", "Set up an authenticator app; other sessions ended", "An authenticator app was set up for");
        work.Record(account.Happened(work, type, summary));
        work.Send(mail.SignInChanged(account, work, words), type);
        await work.EndSessionsAsync(account.Id, except: work.SignedIn.SessionId, ct);
        return new Result(codes is null ? null : new NewRecoveryCodes(codes));
    }
}
