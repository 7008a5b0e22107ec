using Microsoft.Extensions.Options;
using Portico.Administrators;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;

namespace Portico.SignIn.Passkeys;

/// <summary>The second step of signing in: a passkey of the account whose password was right.</summary>
public sealed class SignInWithPasswordAndPasskey(OperationRunner runner, PasskeyExchange passkeys, IOptions<SignInOptions> options)
    : AccountOperation<PasskeyRequest, SignInStep>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<SignInStep>> HandleAsync(PasskeyRequest request, AccountWork work, CancellationToken ct)
    {
        if (await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account)
        {
            return new SignInOver();
        }

        var keys = TryKey.ForCode(account, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        var own = account.Id.ToString();
        var proved = await passkeys.ProveAsync(
            request.Answer,
            AccountPasskeys.ToFinish(work),
            async id => string.Equals(id, own, StringComparison.Ordinal) ? await AccountPasskeys.FindAsync(id, work, ct) : null,
            work,
            ct
        );
        if (proved is not { Succeeded: true, Value: { } proof })
        {
            work.RecordRefusal(proved.Problem, account.Id, "A sign-in was refused: right password, passkey not accepted");
            return Outcome<SignInStep>.FromProblems(proved.Problems);
        }

        await work.ForgetTriesAsync(keys, ct);
        proof.Passkey.Used(proof, work.Now);
        var step = await work.RotateAsync(account, SessionStage.SignedIn, options.Value, ct);
        if (step.Succeeded)
        {
            work.Record(account.Happened(work, "signed-in", $"Signed in with the password and the passkey {proof.Passkey.Name}"));
        }

        return step;
    }
}
