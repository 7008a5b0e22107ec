using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Systems;

namespace Portico.Groups.Members;

/// <summary>A system's membership in a group.</summary>
public sealed class SystemGroupMember : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId GroupId { get; init; }
    public ObjectId SystemId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SystemGroupMember>
    {
        public void Configure(EntityTypeBuilder<SystemGroupMember> table)
        {
            table.HasKey(m => new
            {
                m.OrganizationId,
                m.GroupId,
                m.SystemId,
            });
            table.HasIndex(m => new { m.OrganizationId, m.SystemId });
            table.HasOne<Group>().WithMany().HasForeignKey(m => new { m.OrganizationId, m.GroupId });
            table.HasOne<ManagedSystem>().WithMany().HasForeignKey(m => new { m.OrganizationId, m.SystemId });
        }
    }
}
