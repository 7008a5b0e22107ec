using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.Providers;

/// <summary>A managed service provider: the MSP whose technicians use the dashboard.</summary>
[Credential(AlsoScoped = true)]
public sealed class Provider : IOwnedByProvider, IVersioned
{
    public const int NameMaxLength = 255;

    public ObjectId ProviderId { get; init; }
    public required string Name { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Raised by every change of who may manage administrators, so that two such changes at once cannot remove the last one.</summary>
    public int Version { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<Provider>
    {
        public void Configure(EntityTypeBuilder<Provider> table)
        {
            table.HasKey(p => p.ProviderId);
            table.Property(p => p.Name).HasMaxLength(NameMaxLength);
            table.HasMany<ProviderPlace>().WithOne().HasForeignKey(m => m.ProviderId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
