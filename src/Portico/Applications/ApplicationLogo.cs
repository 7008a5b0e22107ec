using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Applications;

/// <summary>An application's logo as the server re-encoded it; never the bytes that were uploaded.</summary>
public sealed class ApplicationLogo : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId ApplicationId { get; init; }
    public required byte[] Content { get; set; }
    public required string ContentType { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ApplicationLogo>
    {
        public void Configure(EntityTypeBuilder<ApplicationLogo> table)
        {
            table.HasKey(l => new { l.OrganizationId, l.ApplicationId });
            table.Property(l => l.ContentType).HasMaxLength(40);
        }
    }
}
