using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Organizations;

/// <summary>When an administrator first and last launched an organization; what "recent" in the menu and "last visit" mean.</summary>
public sealed class OrganizationVisit : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId AdministratorId { get; init; }

    /// <summary>The session of the last launch: another one, or half an hour without a page, is another launch.</summary>
    public ObjectId? SessionId { get; set; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OrganizationVisit>
    {
        public void Configure(EntityTypeBuilder<OrganizationVisit> table)
        {
            table.HasKey(v => new { v.OrganizationId, v.AdministratorId });
            table.HasIndex(v => new { v.AdministratorId, v.LastAt });
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(v => v.OrganizationId);
        }
    }
}
