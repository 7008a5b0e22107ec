using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SignIn;
using Portico.SignIn.Passkeys;

namespace Portico.ApiKeys;

/// <summary>Finds out who acts with a key; asked on every request of the API.</summary>
public sealed class FindApiKey(OperationRunner runner) : AccountQuery<FindApiKey.Request, FindApiKey.Result>(runner)
{
    public sealed record Request(ApiKeyText Key);

    /// <param name="Who">Who acts.</param>
    /// <param name="LastUsedAt">As the store has it.</param>
    public sealed record Result(Actor Who, DateTimeOffset? LastUsedAt);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var (key, who) =
            request.Key.Owner is ApiKeyOwner.Administrator
                ? await OfAdministratorAsync(request.Key.Hash, work, ct)
                : await OfProviderAsync(request.Key.Hash, work, ct);
        if (key is null || who is null || !key.IsLive(work.Now))
        {
            return new NothingHere();
        }

        return Networks.Allow(key.AllowedNetworks, work.Caller.Address)
            ? new Result(who with { Key = new ActingKey(key.Id, key.Name, key.AllowedNetworks) }, key.LastUsedAt)
            : new AddressNotAllowed();
    }

    private static async Task<(ApiKey?, Actor?)> OfAdministratorAsync(string hash, AccountWork work, CancellationToken ct)
    {
        var inProvider = work.Db.Set<ProviderMembership>().Where(MfaDemand.IsOf<ProviderMembership>());
        var inOrganization = work.Db.Set<OrganizationMembership>().Where(MfaDemand.IsOf<OrganizationMembership>());
        var found = await (
            from key in work.Db.Set<AdministratorApiKey>()
            where key.KeyHash == hash
            join a in work.Db.Set<Administrator>() on key.AdministratorId equals a.Id
            // Whoever could not sign in for want of a second factor may not come in by a key either.
            where
                a.SealedTotpSecret != null
                || work.Db.Set<Passkey>().Any(p => p.AdministratorId == a.Id)
                || (!inProvider.Any(m => m.AdministratorId == a.Id) && !inOrganization.Any(m => m.AdministratorId == a.Id))
            select new { Key = key, Account = a }
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(ct);
        return found is null
            ? default
            : (found.Key, new Actor.Administrator(found.Account.Id, SessionId: null, found.Account.FullName, found.Account.Email));
    }

    private static async Task<(ApiKey?, Actor?)> OfProviderAsync(string hash, AccountWork work, CancellationToken ct)
    {
        var key = await work.Db.Set<ProviderApiKey>().AsNoTracking().FirstOrDefaultAsync(k => k.KeyHash == hash, ct);
        return key is null ? default : (key, new Actor.ProviderKey(key.MembershipId, key.Name));
    }
}

/// <summary>Notes that a key is in use, and from where; asked at most once a minute for each.</summary>
public sealed class RecordApiKeyUse(OperationRunner runner) : AccountOperation<RecordApiKeyUse.Request, Done>(runner)
{
    /// <summary>How old a noted use may be before the next is noted.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public sealed record Request(ApiKeyText Key);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var hash = request.Key.Hash;
        ApiKey? key =
            request.Key.Owner is ApiKeyOwner.Administrator
                ? await work.Db.Set<AdministratorApiKey>().FirstOrDefaultAsync(k => k.KeyHash == hash, ct)
                : await work.Db.Set<ProviderApiKey>().FirstOrDefaultAsync(k => k.KeyHash == hash, ct);
        if (key is null)
        {
            return new NothingHere();
        }

        // Many requests of one key come in the same moment; the first has noted it for all.
        if (key.LastUsedAt is not { } noted || noted + Interval <= work.Now)
        {
            (key.LastUsedAt, key.LastUsedFrom) = (work.Now, work.Caller.Address);
        }

        return Done.Instance;
    }
}
