using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Applications;

/// <summary>An application as its protocol's endpoints know it, before it is known who asks: this much of the row, and no more.</summary>
[Credential(PartOf = typeof(Application))]
public sealed class ApplicationEntry : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public string Name { get; init; } = "";
    public bool IsSuspended { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ApplicationEntry>
    {
        public void Configure(EntityTypeBuilder<ApplicationEntry> table)
        {
            table.ToTable("application");
            table.HasKey(a => new { a.OrganizationId, a.Id });
        }
    }
}
