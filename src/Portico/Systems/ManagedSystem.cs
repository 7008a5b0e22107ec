using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Systems;

/// <summary>A computer that the organization manages through its agent.</summary>
[CountedAs(Counted.Systems)]
public sealed class ManagedSystem : IOwnedByOrganization
{
    public const int HostnameMaxLength = 253;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public required string Hostname { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

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
