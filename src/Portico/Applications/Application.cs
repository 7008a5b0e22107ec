using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Applications;

/// <summary>What the organization's users sign in to.</summary>
[CountedAs(Counted.Applications)]
public sealed class Application : IOwnedByOrganization
{
    public const int NameMaxLength = 200;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<Application>
    {
        public void Configure(EntityTypeBuilder<Application> table)
        {
            table.HasKey(a => new { a.OrganizationId, a.Id });
            table.Property(a => a.Name).HasMaxLength(NameMaxLength);
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(a => a.OrganizationId);
        }
    }
}
