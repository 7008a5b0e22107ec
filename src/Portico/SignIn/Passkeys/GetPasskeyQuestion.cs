using Microsoft.Extensions.Options;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;

namespace Portico.SignIn.Passkeys;

/// <summary>Asks a browser for any passkey that it has for this installation, to sign in without a password. The same for everyone.</summary>
public sealed class GetPasskeyQuestion(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct) =>
        party.IsPossible ? await passkeys.AskAsync(holder: null, AccountPasskeys.ToSignIn) : new PasskeysImpossible();
}

/// <summary>Asks the browser in which the password was right for one of the account's passkeys.</summary>
public sealed class GetSecondStepQuestion(
    OperationRunner runner,
    RelyingParty party,
    PasskeyExchange passkeys,
    IOptions<SignInOptions> options
) : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        if (await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account)
        {
            return new SignInOver();
        }

        var holder = await AccountPasskeys.HolderAsync(account, work, ct);
        // Without any the browser would offer every passkey that it has.
        return holder.Passkeys.Count > 0 ? await passkeys.AskAsync(holder, AccountPasskeys.ToFinish(work)) : new PasskeyRefused();
    }
}

/// <summary>Asks the browser of someone who must set up a second factor before the sign-in goes on to make a passkey.</summary>
public sealed class GetPasskeyOfferAtSignIn(
    OperationRunner runner,
    RelyingParty party,
    PasskeyExchange passkeys,
    IOptions<SignInOptions> options
) : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        if (
            await UnfinishedSignIn.FindAccountAsync(work, options.Value, ct) is not { } account
            || (await SecondFactors.OfAsync(account, work, ct)).Any
        )
        {
            return new SignInOver();
        }

        return await passkeys.OfferAsync(await AccountPasskeys.HolderAsync(account, work, ct), AccountPasskeys.ToAdd(account));
    }
}
