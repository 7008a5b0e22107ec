using Microsoft.EntityFrameworkCore;
using Portico.Administrators.ProviderSide;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>Reads keys of the provider with what belongs to each, in the order given.</summary>
internal static class ProviderApiKeyRows
{
    public static async Task<List<ProviderApiKeyRow>> ReadAsync(IQueryable<ProviderApiKey> keys, Work work, CancellationToken ct)
    {
        var (access, within) = (work.VisibleAccess(), work.WithinReach<KeyMembership>());
        var rows = await keys.AsNoTracking()
            .Select(k => new
            {
                Key = k,
                Place = work.Db.Set<KeyMembership>().First(m => m.Id == k.MembershipId),
                Chosen = access.Count(a => a.MembershipId == k.MembershipId),
                IsWithinReach = within.Any(m => m.Id == k.MembershipId),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r => new ProviderApiKeyRow(r.Key, r.Place, work.Now)
            {
                ChosenOrganizations = r.Chosen,
                MayChange =
                    r.IsWithinReach && r.Place.Role.IsWithin(work.Scope.Role) && work.Scope.Role.Grants(Permission.ManageAdministrators),
            }),
        ];
    }
}
