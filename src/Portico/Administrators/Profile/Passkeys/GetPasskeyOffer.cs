using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.SignIn.Passkeys;

namespace Portico.Administrators.Profile.Passkeys;

/// <summary>Asks one's own browser to make one more passkey.</summary>
public sealed class GetPasskeyOffer(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        var account = await work.Db.Set<Administrator>().SingleAsync(a => a.Id == work.SignedIn.AdministratorId, ct);
        return await passkeys.OfferAsync(await AccountPasskeys.HolderAsync(account, work, ct), AccountPasskeys.ToAdd(account));
    }
}
