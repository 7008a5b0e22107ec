using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>
/// Signs a user in to the organization's portal by a passkey alone. That of a user who may not sign in, of another organization's or of
/// an administrator is answered as one that is nobody's.
/// </summary>
public sealed class SignInUserWithPasskey(OperationRunner runner, PasskeyExchange passkeys)
    : AccountOperation<SignInUserWithPasskey.Request, UserSignInStep>(runner)
{
    [ValidatableType]
    public sealed record Request
    {
        /// <summary>The slug or id in the address.</summary>
        [OneLine]
        public string? Portal { get; set; }

        /// <summary>In WebAuthn's JSON.</summary>
        [StringLength(PasskeyExchange.MaxAnswerLength, ErrorMessage = "No passkey is that long.")]
        public string? Credential { get; set; }

        /// <summary>From the cookie.</summary>
        public string? Challenge { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<UserSignInStep>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.FindPortalAsync(request.Portal, ct) is not { Id: var organization })
        {
            return new NothingHere();
        }

        var keys = UserTries.ForPasskey(organization, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        UserCredential? user = null;
        var proved = await passkeys.ProveAsync(
            new PasskeyAnswer(request.Credential, request.Challenge),
            UserPasskeys.ToSignIn(organization),
            async handle =>
            {
                user = await UserPasskeys.TakeAsync(handle, organization, work, ct);
                return user?.IsLockedAt(work.Now) is false ? await UserPasskeys.HolderAsync(user, work, ct) : null;
            },
            work,
            ct
        );
        if (proved.Problem is PasskeyOfCopy copied)
        {
            work.RecordCopy(user!, copied.Proof);
        }

        if (proved is not { Succeeded: true, Value: { } proof } || user is null)
        {
            return Outcome<UserSignInStep>.FromProblems(proved.Problems);
        }

        await work.ForgetTriesAsync(keys, ct);
        proof.Passkey.Used(proof, work.Now);
        var settings = await work.SettingsOfAsync(organization, ct);
        return await UserAdmission.AfterPasskeyAsync(work, user, settings, $"the passkey {proof.Passkey.Name}", ct);
    }
}
