using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Credentials;

/// <summary>A password that a user had, so that it is not chosen again; as many as the organization's settings ask for.</summary>
[Credential(AlsoScoped = true)]
public sealed class FormerPassword : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>The newer, the greater.</summary>
    public ObjectId Id { get; init; }
    public required string Hash { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<FormerPassword>
    {
        public void Configure(EntityTypeBuilder<FormerPassword> table)
        {
            table.HasKey(p => new
            {
                p.OrganizationId,
                p.UserId,
                p.Id,
            });
            table.Property(p => p.Hash).HasMaxLength(600);
        }
    }
}
