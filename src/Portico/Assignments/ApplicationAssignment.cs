using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Applications;
using Portico.Groups;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Users;

namespace Portico.Assignments;

/// <summary>An application that a user, or every member of a user group, may sign in to.</summary>
public sealed class ApplicationAssignment : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>Either this or <see cref="UserGroupId"/>.</summary>
    public ObjectId? UserId { get; init; }
    public ObjectId? UserGroupId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ApplicationAssignment>
    {
        public void Configure(EntityTypeBuilder<ApplicationAssignment> table)
        {
            table.HasKey(a => new { a.OrganizationId, a.Id });
            table
                .HasIndex(a => new
                {
                    a.OrganizationId,
                    a.ApplicationId,
                    a.UserId,
                })
                .IsUnique()
                .Refuses(_ => new AssignedAlready());
            table
                .HasIndex(a => new
                {
                    a.OrganizationId,
                    a.ApplicationId,
                    a.UserGroupId,
                })
                .IsUnique()
                .Refuses(_ => new AssignedAlready());
            table.HasIndex(a => new { a.OrganizationId, a.UserId });
            table.HasIndex(a => new { a.OrganizationId, a.UserGroupId });
            table.HasOne<Application>().WithMany().HasForeignKey(a => new { a.OrganizationId, a.ApplicationId });
            table
                .HasOne<User>()
                .WithMany()
                .HasForeignKey(a => new { a.OrganizationId, a.UserId })
                .HasPrincipalKey(u => new { u.OrganizationId, u.Id })
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<Group>()
                .WithMany()
                .HasForeignKey(a => new { a.OrganizationId, a.UserGroupId })
                .HasPrincipalKey(g => new { g.OrganizationId, g.Id })
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}
