using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Groups;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Systems;
using Portico.Users;

namespace Portico.Assignments;

/// <summary>A system, or every system of a group, on which a user, or every member of a user group, has an account.</summary>
public sealed class SystemAssignment : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    /// <summary>Either this or <see cref="SystemGroupId"/>.</summary>
    public ObjectId? SystemId { get; init; }
    public ObjectId? SystemGroupId { get; init; }

    /// <summary>Either this or <see cref="UserGroupId"/>.</summary>
    public ObjectId? UserId { get; init; }
    public ObjectId? UserGroupId { get; init; }

    /// <summary>Whether it comes with sudo.</summary>
    [Display(Name = "Sudo")]
    public bool SudoEnabled { get; set; }

    [Display(Name = "Sudo without password")]
    public bool SudoWithoutPassword { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SystemAssignment>
    {
        public void Configure(EntityTypeBuilder<SystemAssignment> table)
        {
            table.HasKey(a => new { a.OrganizationId, a.Id });
            Indexes(table);
            Relations(table);
        }

        /// <summary>Each pair once; they are also the ways from a user or a user group. Two from the other side lead back.</summary>
        private static void Indexes(EntityTypeBuilder<SystemAssignment> table)
        {
            IndexBuilder<SystemAssignment>[] pairs =
            [
                table.HasIndex(a => new
                {
                    a.OrganizationId,
                    a.UserId,
                    a.SystemId,
                }),
                table.HasIndex(a => new
                {
                    a.OrganizationId,
                    a.UserId,
                    a.SystemGroupId,
                }),
                table.HasIndex(a => new
                {
                    a.OrganizationId,
                    a.UserGroupId,
                    a.SystemId,
                }),
                table.HasIndex(a => new
                {
                    a.OrganizationId,
                    a.UserGroupId,
                    a.SystemGroupId,
                }),
            ];
            foreach (var pair in pairs)
            {
                pair.IsUnique().Refuses(_ => new AssignedAlready());
            }

            table.HasIndex(a => new { a.OrganizationId, a.SystemId });
            table.HasIndex(a => new { a.OrganizationId, a.SystemGroupId });
        }

        private static void Relations(EntityTypeBuilder<SystemAssignment> table)
        {
            table
                .HasOne<ManagedSystem>()
                .WithMany()
                .HasForeignKey(a => new { a.OrganizationId, a.SystemId })
                .HasPrincipalKey(s => new { s.OrganizationId, s.Id })
                .OnDelete(DeleteBehavior.Cascade);
            table
                .HasOne<Group>()
                .WithMany()
                .HasForeignKey(a => new { a.OrganizationId, a.SystemGroupId })
                .HasPrincipalKey(g => new { g.OrganizationId, g.Id })
                .OnDelete(DeleteBehavior.Cascade);
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
