using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Settings;

/// <summary>
/// Who may change an organization's name. A name is unique among a provider's organizations, so whoever may try names learns which
/// customers that provider has: only its staff with access to all organizations may. An organization without a provider names itself.
/// </summary>
public static class Renaming
{
    internal static async Task<bool> IsGrantedAsync(Work work, CancellationToken ct)
    {
        if (!work.Scope.HasProvider)
        {
            return work.Scope.Role.Grants(Permission.ManageSettings);
        }

        return work.Scope.ActsForProvider
            && work.Scope.Role.Grants(Permission.ManageOrganizations)
            && await work.Db.Set<ProviderPlace>().AnyAsync(m => m.Id == work.Scope.MembershipId && m.AllOrganizations, ct);
    }
}

/// <summary>The actor may change the other general settings, and not the name.</summary>
public sealed record OrganizationNameKept()
    : Forbidden(
        "organization-name-kept",
        "The name can be changed only by your provider's administrators with access to all organizations. Ask one of them."
    );
