using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;
using Portico.SignIn.Tries;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>The second step of signing in to a user portal: a passkey of the user whose password was right.</summary>
public sealed class SignInUserWithPasswordAndPasskey(OperationRunner runner, PasskeyExchange passkeys)
    : AccountOperation<PasskeyRequest, UserSignInStep>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<UserSignInStep>> HandleAsync(
        PasskeyRequest request,
        AccountWork work,
        CancellationToken ct
    )
    {
        if (await UnfinishedUserSignIn.FindAsync(work, ct) is not { Stage: UserSessionStage.NeedsSecondFactor, User: var user } found)
        {
            return new UserSignInOver();
        }

        var keys = UserTries.ForCode(user, work.Caller);
        if (await work.CountTryAsync(keys, ct) is { } wait)
        {
            return wait;
        }

        var proved = await passkeys.ProveAsync(
            request.Answer,
            UserPasskeys.ToFinish(work),
            async handle =>
                await UserPasskeys.TakeAsync(handle, user.OrganizationId, work, ct) is { } holder && holder.Id == user.Id
                    ? await UserPasskeys.HolderAsync(user, work, ct)
                    : null,
            work,
            ct
        );
        if (proved is not { Succeeded: true, Value: { } proof })
        {
            Record(proved.Problem, user, work);
            return Outcome<UserSignInStep>.FromProblems(proved.Problems);
        }

        await work.ForgetTriesAsync(keys, ct);
        proof.Passkey.Used(proof, work.Now);
        var with = $"the password and the passkey {proof.Passkey.Name}";
        return await UserAdmission.AfterFactorAsync(work, user, found.Settings, with, ct);
    }

    private static void Record(Problem? problem, UserCredential user, AccountWork work)
    {
        switch (problem)
        {
            case PasskeyOfCopy copied:
                work.RecordCopy(user, copied.Proof);
                break;
            case PasskeyRefused:
                work.RecordAgainst(user, (id, name) => new UserSignInRefused(id, name, "right password, passkey not accepted"));
                break;
        }
    }
}
