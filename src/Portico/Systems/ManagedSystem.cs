using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Groups.Members;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Systems;

/// <summary>A computer that the organization manages through its agent.</summary>
[CountedAs(Counted.Systems)]
public sealed class ManagedSystem : IOwnedByOrganization, IFollowed
{
    public const int HostnameMaxLength = 253;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public required string Hostname { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Brings what is derived from systems up to date: how many its groups have.</summary>
    static async Task IFollowed.KeepFollowersAsync(
        PorticoDb db,
        IReadOnlyList<EntityEntry> changed,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var systems in changed.GroupBy(e => ((ManagedSystem)e.Entity).OrganizationId))
        {
            await new GroupFollowing(db, systems.Key, now).FollowSystemsAsync([.. systems], ct);
        }
    }

    internal sealed class Table : IEntityTypeConfiguration<ManagedSystem>
    {
        public void Configure(EntityTypeBuilder<ManagedSystem> table)
        {
            table.ToTable("managed_system");
            table.HasKey(s => new { s.OrganizationId, s.Id });
            table.Property(s => s.Hostname).HasMaxLength(HostnameMaxLength);
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(s => s.OrganizationId);
        }
    }
}
