using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Sessions;

namespace Portico.SignIn.Passkeys;

/// <summary>Keeps the first passkey of someone who must have a second factor, hands out recovery codes, and completes the sign-in.</summary>
public sealed class EnrollPasskeyAtSignIn(OperationRunner runner, PasskeyExchange passkeys, IOptions<SignInOptions> options)
    : AccountOperation<EnrollPasskeyAtSignIn.Request, EnrollAtSignIn.Result>(runner)
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

    protected internal override async Task<Outcome<EnrollAtSignIn.Result>> HandleAsync(
        Request request,
        AccountWork work,
        CancellationToken ct
    )
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

        var added = await passkeys.AddAsync(account, request.Name, new(request.Credential, request.Challenge), work, ct);
        if (added is not { Succeeded: true, Value: { } passkey })
        {
            return Outcome<EnrollAtSignIn.Result>.FromProblems(added.Problems);
        }

        if (await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct) is not { Succeeded: true, Value: var step })
        {
            return new SignInOver();
        }

        var codes = await Authenticator.RenewRecoveryCodesAsync(account, work, ct);
        work.Record(Administrators.AccountHistory.Of(account.Id, work, "passkey-added", $"Added the passkey {passkey.Name} and signed in"));
        // Sessions from before know of no second factor.
        await work.EndSessionsAsync(account.Id, except: work.Caller.UnfinishedSessionId, ct);
        return new EnrollAtSignIn.Result(step, new NewRecoveryCodes(codes));
    }
}
