using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Users;

namespace Portico.Groups.Members;

/// <summary>A user's membership in a group.</summary>
public sealed class UserGroupMember : IWrittenInSets
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId GroupId { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>Why: in a group with a rule, by hand means by an exception.</summary>
    public MembershipOrigin Origin { get; set; }

    /// <summary>The user's <see cref="User.NameKey"/>, repeated so that a list of 50,000 members walks one index; follows a renaming.</summary>
    [NotAudited]
    public required string NameKey { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<UserGroupMember>
    {
        public void Configure(EntityTypeBuilder<UserGroupMember> table)
        {
            table.HasKey(m => new
            {
                m.OrganizationId,
                m.GroupId,
                m.UserId,
            });
            table.Property(m => m.Origin).HasConversion<string>().HasMaxLength(20);
            table.Property(m => m.NameKey).HasMaxLength(UserIdentity.DisplayNameMaxLength * 4).IsSearchKey();
            table.HasIndex(m => new
            {
                m.OrganizationId,
                m.GroupId,
                m.NameKey,
                m.UserId,
            });
            table.HasIndex(m => new { m.OrganizationId, m.UserId });
            table.HasOne<Group>().WithMany().HasForeignKey(m => new { m.OrganizationId, m.GroupId });
            table.HasOne<User>().WithMany().HasForeignKey(m => new { m.OrganizationId, m.UserId });
        }
    }
}

/// <summary>How a user came to be a member.</summary>
public enum MembershipOrigin
{
    /// <summary>Someone added the user.</summary>
    Hand,

    /// <summary>The group's rule finds the user.</summary>
    Rule,
}
