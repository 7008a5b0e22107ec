using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>
/// The provider's keys, and what may be done to them. Nobody makes or takes over a key that may more than he: its role and its
/// organizations must be among his own.
/// </summary>
internal sealed class ProviderKeys(Work work)
{
    /// <summary>Makes a key with a place of its own.</summary>
    public async Task<Outcome<ProviderApiKeyRow>> AddAsync(AddProviderApiKey.Request request, CancellationToken ct)
    {
        if (Refusal(request.Role, request.AllowedNetworks) is { } refused)
        {
            return refused;
        }

        if (await TooManyAsync(request.Name.Trim(), ct) is { } tooMany)
        {
            return tooMany;
        }

        var place = KeyMembership.Create(work.Scope.ProviderId, work.NewId(), request.Role, work.Now);
        var reach = new ReachChange(work, place);
        if (await reach.ApplyAsync(request.AllOrganizations, request.Organizations, [], ct) is { } problem)
        {
            return problem;
        }

        var networks = Networks.Join(request.AllowedNetworks);
        var (key, text) = ProviderApiKey.Make(place, request.Name, networks, request.ExpiresInDays, work.Now);
        work.Db.AddRange(place, key);
        work.Record(new ApiKeyAdded(key, [.. work.ChangesOf(key), new("Role", null, place.Role.Title()), .. await reach.ChangesAsync(ct)]));
        return new ProviderApiKeyRow(key, place, work.Now)
        {
            Key = text,
            ChosenOrganizations = place.AllOrganizations ? 0 : request.Organizations.Distinct().Count(),
            MayChange = true,
        };
    }

    public async Task<Outcome<Done>> UpdateAsync(UpdateProviderApiKey.Request request, CancellationToken ct)
    {
        var found = await FindAsync(new() { Id = request.Id, Version = request.Version }, ct);
        if (!found.Succeeded)
        {
            return Outcome<Done>.FromProblems(found.Problems);
        }

        if (Refusal(request.Role, request.AllowedNetworks) is { } refused)
        {
            return refused;
        }

        var (key, place) = found.Value;
        var reach = new ReachChange(work, place);
        if (await reach.ApplyAsync(request.AllOrganizations, request.AddedOrganizations, request.RemovedOrganizations, ct) is { } problem)
        {
            return problem;
        }

        if (work.Actor.Key?.Id == key.Id && (reach.IsChange || request.Role != place.Role))
        {
            return new KeyInUseKept();
        }

        key.Name = request.Name.Trim();
        key.AllowedNetworks = Networks.Join(request.AllowedNetworks);
        place.Role = request.Role;
        List<FieldChange> changes = [.. work.ChangesOf(key), .. work.ChangesOf(place), .. await reach.ChangesAsync(ct)];
        if (changes.Count > 0)
        {
            // The whole is edited as one: role and organizations are the key's to whoever reads it.
            key.Version++;
            work.Record(new ApiKeyUpdated(key, changes));
        }

        return Done.Instance;
    }

    public async Task<Outcome<Done>> RevokeAsync(ApiKeyReference request, CancellationToken ct)
    {
        var found = await FindAsync(request, ct);
        if (!found.Succeeded)
        {
            return Outcome<Done>.FromProblems(found.Problems);
        }

        var (key, place) = found.Value;
        var organizations = await ReachChange.WordsAsync(work, place, place.AllOrganizations, ct);
        work.Record(new ApiKeyRevoked(key, [new("Role", place.Role.Title(), null), new("Organizations", organizations, null)]));
        work.Db.RemoveRange(key, place);
        return Done.Instance;
    }

    /// <summary>Makes another key with the same name, role, organizations, networks and lifetime. The old one goes on until it is revoked.</summary>
    public async Task<Outcome<ProviderApiKeyRow>> RotateAsync(ApiKeyReference request, CancellationToken ct)
    {
        var found = await FindAsync(request, ct);
        if (!found.Succeeded)
        {
            return Outcome<ProviderApiKeyRow>.FromProblems(found.Problems);
        }

        var (former, formerPlace) = found.Value;
        if (await TooManyAsync(former.Name, ct) is { } tooMany)
        {
            return tooMany;
        }

        // Whoever revokes or changes it in this moment, or this, is refused: no right outlives its end in a successor.
        former.Version++;
        if (NetworksRefusal(former.AllowedNetworks) is { } refused)
        {
            return refused;
        }

        var place = KeyMembership.Create(formerPlace.ProviderId, work.NewId(), formerPlace.Role, work.Now);
        var organizations = await work
            .Db.Set<OrganizationAccess>()
            .Where(a => a.MembershipId == formerPlace.Id)
            .Select(a => a.OrganizationId)
            .ToListAsync(ct);
        place.AllOrganizations = formerPlace.AllOrganizations;
        var (key, text) = ProviderApiKey.Make(place, former.Name, former.AllowedNetworks, former.LifetimeDays, work.Now);
        work.Db.AddRange(place, key);
        work.Db.AddRange(organizations.Select(o => Access(place, o)));
        work.Record(new ApiKeyRotated(key, former.Start, work.ChangesOf(key)));
        return new ProviderApiKeyRow(key, place, work.Now)
        {
            Key = text,
            ChosenOrganizations = organizations.Count,
            MayChange = true,
        };
    }

    private async Task<Outcome<Found>> FindAsync(ApiKeyReference request, CancellationToken ct)
    {
        var found = await (
            from key in work.Db.Set<ProviderApiKey>()
            where key.Id == request.Id
            join of in work.Db.Set<KeyMembership>() on key.MembershipId equals of.Id
            select new Found(key, of)
        ).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return new NoSuchApiKey();
        }

        var place = found.Place;
        if (!place.Role.IsWithin(work.Scope.Role) || !await work.WithinReach<KeyMembership>().AnyAsync(m => m.Id == place.Id, ct))
        {
            return new ApiKeyBeyondReach();
        }

        return request.Version is { } read && read != found.Key.Version ? new ChangedMeanwhile() : found;
    }

    private Problem? Refusal(Role role, IReadOnlyList<string> networks) =>
        role.IsWithin(work.Scope.Role) ? NetworksRefusal(Networks.Join(networks)) : new RoleAboveYours();

    private NetworksBeyondKey? NetworksRefusal(string networks) =>
        work.Actor.Key is { } acting && !Networks.AreWithin(networks, acting.AllowedNetworks) ? new NetworksBeyondKey() : null;

    /// <summary>
    /// Each key has its own rate limit, and may make its successor: without an end to it, one could make itself as many as it likes.
    /// </summary>
    private async Task<Problem?> TooManyAsync(string name, CancellationToken ct)
    {
        var live = work.Db.Set<ProviderApiKey>().Where(k => k.ExpiresAt == null || k.ExpiresAt > work.Now);
        return await live.CountAsync(ct) >= ApiKey.MostOfProvider || await live.CountAsync(k => k.Name == name, ct) >= ApiKey.MostOfOneName
            ? new TooManyApiKeys()
            : null;
    }

    private OrganizationAccess Access(KeyMembership place, ObjectId organization) =>
        new()
        {
            ProviderId = place.ProviderId,
            MembershipId = place.Id,
            OrganizationId = organization,
            Since = work.Now,
        };

    private sealed record Found(ProviderApiKey Key, KeyMembership Place);
}
