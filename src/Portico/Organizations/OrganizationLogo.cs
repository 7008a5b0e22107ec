using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Organizations;

/// <summary>An organization's logo as the server re-encoded it; never the bytes that were uploaded. The door of the user portal shows it to anybody.</summary>
[Credential(AlsoScoped = true)]
public sealed class OrganizationLogo : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public required byte[] Content { get; set; }
    public required string ContentType { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OrganizationLogo>
    {
        public void Configure(EntityTypeBuilder<OrganizationLogo> table)
        {
            table.HasKey(l => l.OrganizationId);
            table.Property(l => l.ContentType).HasMaxLength(40);
            table.HasOne<ManagedOrganization>().WithOne().HasForeignKey<OrganizationLogo>(l => l.OrganizationId);
        }
    }
}
