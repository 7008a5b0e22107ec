using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.SignIn;

namespace Portico.ApiKeys.Own;

/// <summary>The keys of the administrator who acts, and what they have in common: each is one more way into the account.</summary>
internal sealed class OwnKeys(AccountWork work)
{
    public IQueryable<AdministratorApiKey> All =>
        work.Db.Set<AdministratorApiKey>().Where(k => k.AdministratorId == work.SignedIn.AdministratorId);

    public async Task<Outcome<AdministratorApiKey>> FindAsync(ApiKeyReference request, CancellationToken ct)
    {
        var key = await All.FirstOrDefaultAsync(k => k.Id == request.Id, ct);
        if (key is null)
        {
            return new NoSuchApiKey();
        }

        return request.Version is { } read && read != key.Version ? new ChangedMeanwhile() : key;
    }

    /// <summary>Adds a key, tells the person by mail, and hands out the secret.</summary>
    public async Task<Outcome<OwnApiKeyRow>> MakeAsync(
        Administrator account,
        AccountMail mail,
        string name,
        string networks,
        int? lifetime,
        string verb,
        CancellationToken ct
    )
    {
        var live = All.Where(k => k.ExpiresAt == null || k.ExpiresAt > work.Now);
        var sameName = name.Trim();
        if (
            await live.CountAsync(ct) >= ApiKey.MostOfAdministrator
            || await live.CountAsync(k => k.Name == sameName, ct) >= ApiKey.MostOfOneName
        )
        {
            return new TooManyApiKeys();
        }

        var (key, secret) = AdministratorApiKey.Make(account.Id, work.NewId(), name, networks, lifetime, work.Now);
        work.Db.Add(key);
        await RecordAsync(key, "api-key-added", verb, new OwnApiKeyAdded(key, ChangesOf(key)), ct);
        work.Send(mail.SignInChanged(account, work, $"The API key {key.Name} was made for"), "api-key-added");
        return new OwnApiKeyRow(key, work.Now) { Key = secret };
    }

    /// <summary>In the person's own history, and where the person administers.</summary>
    public Task RecordAsync(AdministratorApiKey key, string type, string verb, OwnApiKeyEvent happened, CancellationToken ct)
    {
        var through = work.SignedIn.Key is { } acting ? $" with the API key {acting.Name}" : "";
        work.Record(AccountHistory.Of(key.AdministratorId, work, type, $"{verb} the API key {key.Name} ({key.Start}…){through}"));
        return work.RecordEverywhereAsync(new AccountHolder(key.AdministratorId, work.SignedIn.FullName), happened, ct);
    }

    public IReadOnlyList<FieldChange> ChangesOf(AdministratorApiKey key) => FieldChanges.Of(work.Db.Entry(key));

    public NetworksBeyondKey? NetworksRefusal(string networks) =>
        work.SignedIn.Key is { } acting && !Networks.AreWithin(networks, acting.AllowedNetworks) ? new NetworksBeyondKey() : null;
}
