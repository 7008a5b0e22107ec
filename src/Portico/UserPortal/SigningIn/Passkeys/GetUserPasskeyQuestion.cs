using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.UserPortal.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn.Passkeys;

/// <summary>Asks a browser for any passkey that it has for this installation, to sign in to a portal without a password.</summary>
public sealed class GetUserPasskeyQuestion(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<GetUserPasskeyQuestion.Request, PasskeyQuestion>(runner)
{
    /// <param name="Portal">The slug or id in the address.</param>
    public sealed record Request(string? Portal);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.FindPortalAsync(request.Portal, ct) is not { Id: var organization })
        {
            return new NothingHere();
        }

        return party.IsPossible ? await passkeys.AskAsync(holder: null, UserPasskeys.ToSignIn(organization)) : new PasskeysImpossible();
    }
}

/// <summary>Asks the browser in which a user's password was right for one of the user's passkeys.</summary>
public sealed class GetUserSecondStepQuestion(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        if (await UnfinishedUserSignIn.FindAsync(work, ct) is not { Stage: UserSessionStage.NeedsSecondFactor, User: var user })
        {
            return new UserSignInOver();
        }

        var holder = await UserPasskeys.HolderAsync(user, work, ct);
        // Without any the browser would offer every passkey that it has.
        return holder.Passkeys.Count > 0 ? await passkeys.AskAsync(holder, UserPasskeys.ToFinish(work)) : new PasskeyRefused();
    }
}

/// <summary>Asks the browser of a user who must set up a second factor before the sign-in goes on to make a passkey.</summary>
public sealed class GetUserPasskeyOfferAtSignIn(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        return await UnfinishedUserSignIn.FindAsync(work, ct) is { Stage: UserSessionStage.NeedsEnrollment, User: { HasMfa: false } user }
            ? await passkeys.OfferAsync(await UserPasskeys.HolderAsync(user, work, ct), UserPasskeys.ToAdd(user))
            : new UserSignInOver();
    }
}
