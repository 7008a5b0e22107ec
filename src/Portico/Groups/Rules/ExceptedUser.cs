using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Users;

namespace Portico.Groups.Rules;

/// <summary>A user who is a member of a group, or is not, whatever its rule says.</summary>
public sealed class ExceptedUser : IOwnedByOrganization
{
    /// <summary>So many a group has at most; more than that is another rule.</summary>
    public const int Most = 1_000;

    public ObjectId OrganizationId { get; init; }
    public ObjectId GroupId { get; init; }
    public ObjectId UserId { get; init; }
    public ExceptionKind Kind { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ExceptedUser>
    {
        public void Configure(EntityTypeBuilder<ExceptedUser> table)
        {
            table.HasKey(e => new
            {
                e.OrganizationId,
                e.GroupId,
                e.UserId,
            });
            table.Property(e => e.Kind).HasConversion<string>().HasMaxLength(20);
            table.HasIndex(e => new { e.OrganizationId, e.UserId });
            table.HasOne<Group>().WithMany().HasForeignKey(e => new { e.OrganizationId, e.GroupId });
            table.HasOne<User>().WithMany().HasForeignKey(e => new { e.OrganizationId, e.UserId });
        }
    }
}

/// <summary>Which way an exception goes.</summary>
public enum ExceptionKind
{
    /// <summary>A member, though the rule may not find the user.</summary>
    In,

    /// <summary>No member, though the rule may find the user.</summary>
    Out,
}
