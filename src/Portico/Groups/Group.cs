using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Groups.Rules;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Groups;

/// <summary>Users or systems of an organization, grouped. The members of a group with a rule are those whom the rule finds.</summary>
public sealed class Group : IOwnedByOrganization, IVersioned
{
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 1_000;

    /// <summary>The turn that everything takes which decides who is a member; what follows a changed user shares it.</summary>
    internal const string Turn = "groups";

    /// <summary>A key may be longer than its name: normalization writes one character as up to eighteen. What is beyond is not compared.</summary>
    private const int NameKeyMaxLength = NameMaxLength * 2;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    [NotAudited]
    public GroupKind Kind { get; init; }

    /// <summary>Unique among the organization's groups of its kind, however it is written in capitals.</summary>
    public required string Name { get; set; }
    public string? Description { get; set; }

    /// <summary>The number of the POSIX group that this group is on systems; null when it is none.</summary>
    [Display(Name = "GID")]
    public int? Gid { get; set; }

    /// <summary>Its members need multifactor authentication where the organization requires it by group.</summary>
    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    /// <summary>Finds the members; null when they are added by hand.</summary>
    public GroupRule? Rule { get; set; }

    /// <summary>Kept with every change of a membership.</summary>
    [NotAudited]
    public int MemberCount { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    /// <summary>The name as it is compared and sorted; follows it, and so is never set.</summary>
    [NotAudited]
    public string NameKey
    {
        get => NameKeyOf(Name);
        private set { }
    }

    public static string NameKeyOf(string name) => name.Trim().ToSearchKey().CutTo(NameKeyMaxLength);

    internal sealed class Table : IEntityTypeConfiguration<Group>
    {
        public void Configure(EntityTypeBuilder<Group> table)
        {
            table.ToTable("directory_group");
            table.HasKey(g => new { g.OrganizationId, g.Id });
            table.Property(g => g.Kind).HasConversion<string>().HasMaxLength(20);
            table.Property(g => g.Name).HasMaxLength(NameMaxLength);
            table.Property(g => g.NameKey).HasMaxLength(NameMaxLength * 4).IsSearchKey();
            table.Property(g => g.Description).HasMaxLength(DescriptionMaxLength);
            table.Property(g => g.Rule).IsJson();
            table
                .HasIndex(g => new
                {
                    g.OrganizationId,
                    g.Kind,
                    g.NameKey,
                })
                .IsUnique()
                .Refuses(g => new GroupNameTaken(g.Name));
            table.HasIndex(g => new { g.OrganizationId, g.Gid }).IsUnique().Refuses(g => new GidTaken(g.Gid ?? 0));
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(g => g.OrganizationId);
        }
    }
}

/// <summary>What a group is made of.</summary>
public enum GroupKind
{
    Users,
    Systems,
}
