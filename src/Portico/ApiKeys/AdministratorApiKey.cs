using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.ApiKeys;

/// <summary>A key of one administrator. Whoever has it may what the administrator may at that moment, and nothing else.</summary>
[Credential]
public sealed class AdministratorApiKey : ApiKey
{
    public ObjectId AdministratorId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<AdministratorApiKey>
    {
        public void Configure(EntityTypeBuilder<AdministratorApiKey> table)
        {
            Shape(table);
            table.HasKey(k => k.Id);
            table.HasIndex(k => k.AdministratorId);
            table.HasOne<Administrator>().WithMany().HasForeignKey(k => k.AdministratorId);
        }
    }
}
