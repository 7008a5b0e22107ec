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
        var queries = GateQueries.Of(work.Db);
        if (ObjectId.TryParse(address, provider: null, out var id))
        {
            return queries.ActiveById(work.Db, id, ct);
        }

        var slug = address?.ToLowerInvariant();
        return slug is null || PortalSlug.ProblemOf(slug) is not null
            ? Task.FromResult<OrganizationEntry?>(null)
            : queries.ActiveBySlug(work.Db, slug, ct);
    }

    /// <summary>Whether the address in a request names this organization.</summary>
    public static bool IsAt(this OrganizationEntry organization, string? address) =>
        address is null
        || string.Equals(address, organization.Slug, StringComparison.OrdinalIgnoreCase)
        || (ObjectId.TryParse(address, provider: null, out var id) && id == organization.Id);

    public static Task<SecuritySettings> SettingsOfAsync(this AccountWork work, ObjectId organization, CancellationToken ct) =>
        work.Db.Set<SecuritySettings>().AsNoTracking().SingleAsync(s => s.OrganizationId == organization, ct);
}
