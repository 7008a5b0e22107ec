using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portico.Platform.Storage;

/// <summary>What the dashboard counts in an organization.</summary>
public enum Counted
{
    Users,
    Systems,
    Applications,
}

/// <summary>Marks an entity whose rows are counted for its organization.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CountedAsAttribute(Counted what) : Attribute
{
    public Counted What { get; } = what;
}

/// <summary>
/// How many users, systems and applications an organization has. Counting 100,000 users for a dashboard row would cost a thousand
/// times what counting 100 costs, so the numbers are kept in the transaction of each change; <c>porticod doctor</c> recounts them.
/// </summary>
public sealed class OrganizationCounters : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public int Users { get; set; }
    public int Systems { get; set; }
    public int Applications { get; set; }

    /// <summary>The POSIX number that the next user or group gets, unless it is taken.</summary>
    public int NextPosixNumber { get; set; } = FirstPosixNumber;

    /// <summary>Below are the numbers that systems give out themselves.</summary>
    public const int FirstPosixNumber = 5_000;

    internal sealed class Table : IEntityTypeConfiguration<OrganizationCounters>
    {
        public void Configure(EntityTypeBuilder<OrganizationCounters> table)
        {
            table.HasKey(c => c.OrganizationId);
            table.Property(c => c.NextPosixNumber).HasDefaultValue(FirstPosixNumber).ValueGeneratedNever();
        }
    }
}

/// <summary>How many organizations a provider has; kept like <see cref="OrganizationCounters"/>.</summary>
[Credential(AlsoScoped = true)]
public sealed class ProviderCounters : IOwnedByProvider
{
    public ObjectId ProviderId { get; init; }
    public int Organizations { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ProviderCounters>
    {
        public void Configure(EntityTypeBuilder<ProviderCounters> table) => table.HasKey(c => c.ProviderId);
    }
}

/// <summary>Adds the difference of an operation to the counters, in the database, so that two operations at once cannot lose one.</summary>
internal static class Counters
{
    public static async Task ApplyAsync(PorticoDb db, List<EntityEntry> changed, CancellationToken ct)
    {
        var differences =
            from entry in changed
            where entry.Entity is IOwnedByOrganization
            let mark = Attribute.GetCustomAttribute(entry.Metadata.ClrType, typeof(CountedAsAttribute)) as CountedAsAttribute
            where mark is not null
            group Difference(entry) by (((IOwnedByOrganization)entry.Entity).OrganizationId, mark.What);
        foreach (var difference in differences)
        {
            await AddAsync(db, difference.Key.OrganizationId, difference.Key.What, difference.Sum(), ct);
        }

        var organizations = changed.Where(e => e.Entity is IOrganization).Sum(Difference);
        if (organizations != 0)
        {
            await AddOrganizationsAsync(db, organizations, ct);
        }
    }

    /// <summary>Counts organizations that were added (or, below zero, removed) for the scope's provider.</summary>
    public static Task AddOrganizationsAsync(PorticoDb db, int by, CancellationToken ct) =>
        db.Set<ProviderCounters>().ExecuteUpdateAsync(set => set.SetProperty(c => c.Organizations, c => c.Organizations + by), ct);

    private static int Difference(EntityEntry entry) =>
        entry.State switch
        {
            EntityState.Added => 1,
            EntityState.Deleted => -1,
            _ => 0,
        };

    private static Task AddAsync(PorticoDb db, ObjectId organization, Counted what, int by, CancellationToken ct)
    {
        var row = db.Set<OrganizationCounters>().Where(c => c.OrganizationId == organization);
        return (by, what) switch
        {
            (0, _) => Task.CompletedTask,
            (_, Counted.Users) => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Users, c => c.Users + by), ct),
            (_, Counted.Systems) => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Systems, c => c.Systems + by), ct),
            _ => row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Applications, c => c.Applications + by), ct),
        };
    }
}
