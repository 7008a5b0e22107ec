using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Validation;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn.Passkeys;

/// <summary>Signs in by a passkey alone: the authenticator has verified the person, so it stands for password and second factor together.</summary>
public sealed class SignInWithPasskey(OperationRunner runner, PasskeyExchange passkeys, IOptions<SignInOptions> options)
    : AccountOperation<PasskeyRequest, SignInStep>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<SignInStep>> HandleAsync(PasskeyRequest request, AccountWork work, CancellationToken ct)
    {
        var keys = TryKey.ForPasskey(work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        var proved = await passkeys.ProveAsync(
            request.Answer,
            AccountPasskeys.ToSignIn,
            id => AccountPasskeys.FindAsync(id, work, ct),
            work,
            ct
        );
        if (proved is not { Succeeded: true, Value: { } proof })
        {
            work.RecordRefusal(proved.Problem, account: null, "A sign-in was refused: the passkey was not accepted");
            return Outcome<SignInStep>.FromProblems(proved.Problems);
        }

        await work.ForgetTriesAsync(keys, ct);
        var id = ObjectId.Parse(proof.Holder.Id, provider: null);
        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == id, ct);
        proof.Passkey.Used(proof, work.Now);
        var step = await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct);
        if (step.Succeeded)
        {
            work.Record(account.Happened(work, "signed-in", $"Signed in with the passkey {proof.Passkey.Name}"));
        }

        return step;
    }
}

/// <summary>What a browser answers to a question for a passkey.</summary>
[ValidatableType]
public sealed record PasskeyRequest
{
    /// <summary>In WebAuthn's JSON.</summary>
    [StringLength(PasskeyExchange.MaxAnswerLength, ErrorMessage = "No passkey is that long.")]
    public string? Credential { get; set; }

    /// <summary>From the cookie.</summary>
    public string? Challenge { get; set; }

    internal PasskeyAnswer Answer => new(Credential, Challenge);
}
