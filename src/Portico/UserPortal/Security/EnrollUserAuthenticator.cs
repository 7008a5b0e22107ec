using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Administrators.Profile;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.UserPortal.Sessions;
using Portico.UserPortal.SigningIn;

namespace Portico.UserPortal.Security;

/// <summary>Offers a user a secret for an authenticator app, the first one or one in place of it.</summary>
public sealed class GetUserAuthenticatorOffer(OperationRunner runner, Authenticator authenticator)
    : AccountQuery<GetUserAuthenticatorOffer.Request, EnrollmentOffer>(runner)
{
    /// <param name="SealedSecret">From the form, to show the same offer again after a wrong code.</param>
    public sealed record Request(string? SealedSecret);

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<EnrollmentOffer>> HandleAsync(Request request, AccountWork work, CancellationToken ct) =>
        await UserFactors.OfferAsync(authenticator, (await OwnAccount.OfAsync(work, ct)).User, request.SealedSecret, work, ct);
}

/// <summary>
/// Enrolls a user's authenticator app, or replaces the one there is; both end other sessions, and bring new recovery codes unless passkeys
/// keep theirs.
/// </summary>
public sealed class EnrollUserAuthenticator(OperationRunner runner, Authenticator authenticator, PortalMail mail)
    : ConfirmedUserOperation<EnrollUserAuthenticator.Request, EnrollUserAuthenticator.Result>(runner)
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

    /// <param name="Recovery">Shown once; null when the user keeps those there are.</param>
    public sealed record Result(NewRecoveryCodes? Recovery);

    protected override async Task<Outcome<Result>> ConfirmedAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var user = own.User;
        var isReplaced = user.SealedTotpSecret is not null;
        var keepsCodes = !isReplaced && user.Passkeys > 0;
        if (!authenticator.Enroll(user, request.SealedSecret, request.Code))
        {
            return new WrongCode();
        }

        var codes = keepsCodes ? null : await UserFactors.RenewRecoveryCodesAsync(user, work, ct);
        var words = isReplaced ? "The authenticator app was replaced for" : "An authenticator app was set up for";
        work.RecordOf(user, (id, name) => new UserAuthenticatorEnrolled(id, name, isReplaced));
        work.Send(await mail.SignInChangedAsync(user, work, words, ct), "user-authenticator-enrolled");
        await work.EndSessionsAsync(user, except: work.User.SessionId, ct);
        return new Result(codes is null ? null : new NewRecoveryCodes(codes));
    }
}

/// <summary>Takes a user's own authenticator app away, unless it is the only second factor and one is required. Recovery codes go with the last.</summary>
public sealed class RemoveUserAuthenticator(OperationRunner runner, PortalMail mail)
    : ConfirmedUserOperation<RemoveUserAuthenticator.Request, Done>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest;

    protected override async Task<Outcome<Done>> ConfirmedAsync(Request request, OwnAccount own, AccountWork work, CancellationToken ct)
    {
        var user = own.User;
        if (user.SealedTotpSecret is null)
        {
            return new NoAuthenticator();
        }

        var isLast = user.Passkeys is 0;
        if (isLast && MfaOfUsers.IsDemanded(user, own.Settings, work.Now))
        {
            return new MfaRequired();
        }

        (user.SealedTotpSecret, user.LastTotpStep) = (null, null);
        if (isLast)
        {
            await UserFactors.RemoveRecoveryCodesAsync(user, work, ct);
        }

        work.RecordOf(user, (id, name) => new UserAuthenticatorRemoved(id, name, isLast));
        work.Send(await mail.SignInChangedAsync(user, work, "The authenticator app was removed from", ct), "user-authenticator-removed");
        return Done.Instance;
    }
}

/// <summary>Makes ten new recovery codes for a user; the older ones stop working.</summary>
public sealed class RegenerateUserRecoveryCodes(OperationRunner runner, PortalMail mail)
    : ConfirmedUserOperation<RegenerateUserRecoveryCodes.Request, NewRecoveryCodes>(runner)
{
    [ValidatableType]
    public sealed record Request : ConfirmedRequest;

    protected override async Task<Outcome<NewRecoveryCodes>> ConfirmedAsync(
        Request request,
        OwnAccount own,
        AccountWork work,
        CancellationToken ct
    )
    {
        var user = own.User;
        if (!user.HasMfa)
        {
            return new NoSecondFactor();
        }

        var codes = await UserFactors.RenewRecoveryCodesAsync(user, work, ct);
        work.RecordOf(user, (id, name) => new UserRecoveryCodesRegenerated(id, name));
        work.Send(await mail.SignInChangedAsync(user, work, "New recovery codes were made for", ct), "user-recovery-codes-regenerated");
        return new NewRecoveryCodes(codes);
    }
}

/// <summary>The organization requires a second factor of this user, and this is the only one.</summary>
public sealed record MfaRequired()
    : Conflict(
        "mfa-required",
        "Your organization requires multifactor authentication of you, and this is all you have of it. Add another passkey or an authenticator app first."
    );
