using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn;
using Portico.UserPortal.Security;
using Portico.UserPortal.Security.Passkeys;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>Keeps the first passkey of a user who must have a second factor, hands out recovery codes, and completes the sign-in.</summary>
public sealed class EnrollUserPasskeyAtSignIn(OperationRunner runner, PasskeyExchange passkeys, PortalMail mail)
    : AccountOperation<EnrollUserPasskeyAtSignIn.Request, EnrollUserAtSignIn.Result>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        [Display(Name = "Name")]
        [Required(ErrorMessage = "Give the passkey a name.")]
        [StringLength(StoredPasskey.NameMaxLength, ErrorMessage = "Use at most {1} characters.")]
        [OneLine]
        public string Name { get; set; } = "";

        /// <summary>In WebAuthn's JSON.</summary>
        [StringLength(PasskeyExchange.MaxAnswerLength, ErrorMessage = "No passkey is that long.")]
        public string? Credential { get; set; }

        /// <summary>From the cookie.</summary>
        public string? Challenge { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<EnrollUserAtSignIn.Result>> HandleAsync(
        Request request,
        AccountWork work,
        CancellationToken ct
    )
    {
        var found = await UnfinishedUserSignIn.TakeAsync(work, UserSessionStage.NeedsEnrollment, ct);
        if (found is not { User: { HasMfa: false } user })
        {
            return new UserSignInOver();
        }

        var added = await passkeys.AddAsync(user, request.Name, new(request.Credential, request.Challenge), work, ct);
        if (added is not { Succeeded: true, Value: { Name: var passkey } })
        {
            return Outcome<EnrollUserAtSignIn.Result>.FromProblems(added.Problems);
        }

        var next = await UserAdmission.AfterFactorAsync(work, user, found.Settings, $"the password, and added the passkey {passkey}", ct);
        if (!next.Succeeded)
        {
            return Outcome<EnrollUserAtSignIn.Result>.FromProblems(next.Problems);
        }

        var codes = await UserFactors.RenewRecoveryCodesAsync(user, work, ct);
        work.RecordOf(user, (id, name) => new UserPasskeyAdded(id, name, passkey));
        work.Send(await mail.SignInChangedAsync(user, work, $"The passkey {passkey} was added to", ct), "user-passkey-added");
        // Sessions from before know of no second factor.
        await work.EndSessionsAsync(user, except: work.Caller.UnfinishedUserSession!.SessionId, ct);
        return new EnrollUserAtSignIn.Result(next.Value, new NewRecoveryCodes(codes));
    }
}
