using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.Users.ProviderSide;

/// <summary>Users of several organizations as rows, each with whose he is.</summary>
internal static class FoundUsers
{
    /// <summary>In the order of the keys; whoever is not there any more, or out of reach, is left out.</summary>
    public static async Task<IReadOnlyList<SearchUsers.Row>> ReadAsync(IReadOnlyList<UserKey> keys, Work work, CancellationToken ct)
    {
        if (keys.Count is 0)
        {
            return [];
        }

        var (organizations, ids) = (keys.Select(k => k.OrganizationId).Distinct().ToList(), keys.Select(k => k.UserId).ToList());
        var users = await work
            .Db.Set<User>()
            .AsNoTracking()
            .Where(u => EF.Parameter(organizations).Contains(u.OrganizationId) && EF.Parameter(ids).Contains(u.Id))
            .Select(UserRow.Needed)
            .ToDictionaryAsync(u => new UserKey(u.OrganizationId, u.Id), ct);
        var names = await (
            from o in work.Db.Set<ManagedOrganization>()
            where EF.Parameter(organizations).Contains(o.Id)
            join s in work.Db.Set<SecuritySettings>() on o.Id equals s.OrganizationId
            select new
            {
                o.Id,
                o.Name,
                s.UserMfa,
            }
        ).ToDictionaryAsync(o => o.Id, ct);
        return
        [
            .. from key in keys
            where users.ContainsKey(key)
            let organization = names[key.OrganizationId]
            select new SearchUsers.Row(organization.Id, organization.Name, UserRow.Of(users[key], work.Now, organization.UserMfa)),
        ];
    }
}
