using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile.Passkeys;
using Portico.Platform.Operations;
using Portico.Platform.Secrets.Passkeys;
using Portico.UserPortal.SigningIn.Passkeys;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Security.Passkeys;

/// <summary>A user's own passkeys, the oldest first.</summary>
public sealed class ListOwnPasskeys(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<PasskeyRow>>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<IReadOnlyList<PasskeyRow>>> HandleAsync(
        Nothing request,
        AccountWork work,
        CancellationToken ct
    ) => (await OwnPasskeys.Of(work).AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct)).ConvertAll(PasskeyRow.Of);
}

/// <summary>One of a user's own passkeys.</summary>
public sealed class GetOwnPasskey(OperationRunner runner) : AccountQuery<PasskeyReference, PasskeyRow>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<PasskeyRow>> HandleAsync(
        PasskeyReference request,
        AccountWork work,
        CancellationToken ct
    ) =>
        await OwnPasskeys.Of(work).AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, ct) is { } passkey
            ? PasskeyRow.Of(passkey)
            : new NoSuchPasskey();
}

/// <summary>Asks a user's own browser to make one more passkey.</summary>
public sealed class GetOwnPasskeyOffer(OperationRunner runner, RelyingParty party, PasskeyExchange passkeys)
    : AccountQuery<Nothing, PasskeyQuestion>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<PasskeyQuestion>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        if (!party.IsPossible)
        {
            return new PasskeysImpossible();
        }

        var (user, _) = await OwnAccount.OfAsync(work, ct);
        return await passkeys.OfferAsync(await UserPasskeys.HolderAsync(user, work, ct), UserPasskeys.ToAdd(user));
    }
}

/// <summary>The passkeys of the user who acts.</summary>
internal static class OwnPasskeys
{
    public static IQueryable<UserPasskey> Of(AccountWork work)
    {
        var (organization, user) = (work.User.OrganizationId, work.User.UserId);
        return work.Db.Set<UserPasskey>().Where(p => p.OrganizationId == organization && p.UserId == user);
    }
}
