using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Access;

/// <summary>What the gate reads of a user: in which organization he is, and whether he may have access at all.</summary>
[Credential]
public sealed class UserEntry : IOwnedByOrganization
{
    /// <summary>The one state in which there is access.</summary>
    public const string Activated = "Activated";

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public required string State { get; init; }

    internal sealed class View : IEntityTypeConfiguration<UserEntry>
    {
        public void Configure(EntityTypeBuilder<UserEntry> view)
        {
            view.ToView("directory_user");
            view.HasKey(u => new { u.OrganizationId, u.Id });
        }
    }
}
