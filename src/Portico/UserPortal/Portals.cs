using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;

namespace Portico.UserPortal;

/// <summary>Finds the organization whose user portal an address names.</summary>
internal static class Portals
{
    /// <summary>Null when there is none, whether it never was, is suspended, or waits for its deletion: people cannot enter any of them.</summary>
    public static Task<OrganizationEntry?> FindPortalAsync(this AccountWork work, string? address, CancellationToken ct)
    {
        var active = work.Db.Set<OrganizationEntry>().AsNoTracking().Where(o => o.State == OrganizationState.Active);
        if (ObjectId.TryParse(address, provider: null, out var id))
        {
            return active.FirstOrDefaultAsync(o => o.Id == id, ct);
        }

        var slug = address?.ToLowerInvariant();
        return slug is null || PortalSlug.ProblemOf(slug) is not null
            ? Task.FromResult<OrganizationEntry?>(null)
            : active.FirstOrDefaultAsync(o => o.Slug == slug, ct);
    }

    /// <summary>Whether the address in a request names this organization.</summary>
    public static bool IsAt(this OrganizationEntry organization, string? address) =>
        address is null
        || string.Equals(address, organization.Slug, StringComparison.OrdinalIgnoreCase)
        || (ObjectId.TryParse(address, provider: null, out var id) && id == organization.Id);

    public static Task<SecuritySettings> SettingsOfAsync(this AccountWork work, ObjectId organization, CancellationToken ct) =>
        work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(s => s.OrganizationId == organization, ct);
}
