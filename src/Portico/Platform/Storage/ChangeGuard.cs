using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portico.Platform.Access;

namespace Portico.Platform.Storage;

/// <summary>Looks at every changed row before it is saved: inside the scope, with an audit event, its version raised.</summary>
internal static class ChangeGuard
{
    public static async Task SaveAsync(PorticoDb db, int auditEvents, DateTimeOffset now, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        if (auditEvents == 0 && changed.Find(NeedsEvent) is { } silent)
        {
            throw new InvalidOperationException($"{silent.Metadata.ClrType.Name} was changed without an audit event.");
        }

        if (await Followers.KeepAsync(db, changed, now, ct))
        {
            changed = [.. db.ChangeTracker.Entries().Where(e => e.State is not (EntityState.Unchanged or EntityState.Detached))];
        }

        foreach (var entry in changed)
        {
            await RequireInsideAsync(db, entry, ct);
        }

        RaiseVersions(changed);
        await Counters.ApplyAsync(db, changed, ct);
        await db.SaveChangesAsync(ct);
    }

    public static Task SaveAsync(CredentialDb db, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Modified or EntityState.Deleted).ToList();
        if (changed.Find(e => Tables.OnlyAddedByAccounts.Contains(e.Metadata.ClrType)) is { } kept)
        {
            throw new InvalidOperationException($"A {kept.Metadata.ClrType.Name} is added once and never changed.");
        }

        RaiseVersions(changed);
        return db.SaveChangesAsync(ct);
    }

    private static async Task RequireInsideAsync(PorticoDb db, EntityEntry entry, CancellationToken ct)
    {
        var inside = entry.Entity switch
        {
            IOrganization row => await IsInsideAsync(db, row, ct),
            IOwnedByOrganization row => SameAsLoaded(entry, nameof(row.OrganizationId)) && await IsInsideAsync(db, row.OrganizationId, ct),
            IOwnedByProvider row => db.Kind is not ScopeKind.Organization && row.ProviderId == db.Scope.ProviderId,
            _ => entry.State is EntityState.Added && Tables.OnlyAddedWhenScoped.Contains(entry.Metadata.ClrType),
        };
        if (!inside)
        {
            throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} outside the operation's scope was to be saved.");
        }
    }

    private static async Task<bool> IsInsideAsync(PorticoDb db, IOrganization row, CancellationToken ct) =>
        db.Kind is ScopeKind.Organization
            ? row.Id == db.Scope.OrganizationId
            : row.ProviderId == db.Scope.ProviderId && (db.Entry(row).State is EntityState.Added || await IsInsideAsync(db, row.Id, ct));

    private static async Task<bool> IsInsideAsync(PorticoDb db, ObjectId organization, CancellationToken ct)
    {
        if (db.Kind is ScopeKind.Organization)
        {
            return organization == db.Scope.OrganizationId;
        }

        // An organization that this very operation adds is not in the store yet.
        return db.ChangeTracker.Entries<IOrganization>()
                .Any(e => e.State is EntityState.Added && e.Entity.Id == organization && e.Entity.ProviderId == db.Scope.ProviderId)
            || await db.Set<OrganizationEntry>().AnyAsync(o => o.Id == organization, ct);
    }

    private static bool NeedsEvent(EntityEntry entry) => !entry.Metadata.ClrType.IsDefined(typeof(BookkeepingAttribute), inherit: false);

    private static bool SameAsLoaded(EntityEntry entry, string property) =>
        entry.State is EntityState.Added || Equals(entry.Property(property).OriginalValue, entry.Property(property).CurrentValue);

    private static bool IsEdited(PropertyEntry property) =>
        property.IsModified && property.Metadata.PropertyInfo?.IsDefined(typeof(UsageAttribute), inherit: true) != true;

    private static void RaiseVersions(IEnumerable<EntityEntry> changed)
    {
        foreach (var entry in changed.Where(e => e.State is EntityState.Modified))
        {
            if (entry.Entity is IVersioned row && entry.Properties.Any(IsEdited))
            {
                row.Version = (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1;
            }
        }
    }
}
