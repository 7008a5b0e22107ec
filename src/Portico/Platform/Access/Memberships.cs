using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Access;

/// <summary>
/// A place in a provider or an organization, mostly a person's. It carries the name and address that its inviter typed, so that
/// lists of administrators never read the installation's accounts. Pending until the invitation is accepted.
/// </summary>
public abstract class Membership : IVersioned
{
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;

    /// <summary>A key may be longer than its name: normalization writes one character as up to eighteen. What is beyond is not searched.</summary>
    private const int NameKeyMaxLength = EmailMaxLength * 4;

    public ObjectId Id { get; init; }

    /// <summary>The account; null while the invitation is open.</summary>
    [NotAudited]
    public ObjectId? AdministratorId { get; set; }

    /// <summary>Lower-cased; unique within the provider or organization.</summary>
    [Display(Name = "E-mail")]
    public required string Email { get; init; }

    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public Role Role { get; set; }

    [Display(Name = "Multifactor authentication required")]
    public bool RequiresMfa { get; set; }

    [Display(Name = "Suspended")]
    public bool IsSuspended { get; set; }

    /// <summary>When the last invitation was sent: the links of earlier ones are void.</summary>
    [NotAudited]
    public DateTimeOffset InvitedAt { get; set; }

    [NotAudited]
    public DateTimeOffset? AcceptedAt { get; set; }
    public int Version { get; set; }

    /// <summary>First and last name, or the address when neither was given.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? name : Email;

    /// <summary>The name as it is sorted and searched; follows <see cref="FullName"/>, and so is never set.</summary>
    [NotAudited]
    public string NameKey
    {
        get => FullName.ToSearchKey().CutTo(NameKeyMaxLength);
        private set { }
    }

    public bool IsPending => AcceptedAt is null;

    internal static void Shape<T>(EntityTypeBuilder<T> table)
        where T : Membership
    {
        table.Property(m => m.Email).HasMaxLength(EmailMaxLength).IsSearchKey();
        table.Property(m => m.FirstName).HasMaxLength(NameMaxLength);
        table.Property(m => m.LastName).HasMaxLength(NameMaxLength);
        table.Property(m => m.NameKey).HasMaxLength(NameKeyMaxLength).IsSearchKey();
        table.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        table.Ignore(m => m.FullName).Ignore(m => m.IsPending);
    }
}

/// <summary>The place of a customer's own administrator in that organization.</summary>
[Credential(AlsoScoped = true)]
public sealed class OrganizationMembership : Membership, IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<OrganizationMembership>
    {
        public void Configure(EntityTypeBuilder<OrganizationMembership> table)
        {
            Shape(table);
            table.HasKey(m => new { m.OrganizationId, m.Id });
            table.HasIndex(m => new { m.OrganizationId, m.Email }).IsUnique().Refuses(m => new AdministratorExists(m.Email));
            table.HasIndex(m => new { m.AdministratorId, m.OrganizationId }).IsUnique().Refuses(m => new AdministratorExists(m.Email));
        }
    }
}

/// <summary>
/// What is read of an organization before anyone has entered: whose it is, whether people may, and what the door of its user portal shows
/// to anybody. Nothing of its contents.
/// </summary>
[Credential(AlsoScoped = true)]
public sealed class OrganizationEntry : IOrganization
{
    public ObjectId Id { get; init; }
    public ObjectId? ProviderId { get; init; }
    public OrganizationState State { get; init; }

    /// <summary>The name in the address of its user portal; null for its id.</summary>
    public string? Slug { get; init; }
    public string Name { get; init; } = "";
    public int Accent { get; init; }
    public string? LogoHash { get; init; }
    public string? ContactName { get; init; }
    public string? ContactEmail { get; init; }

    internal sealed class View : IEntityTypeConfiguration<OrganizationEntry>
    {
        public void Configure(EntityTypeBuilder<OrganizationEntry> view)
        {
            view.ToView("managed_organization");
            view.HasKey(o => o.Id);
            view.Property(o => o.State).HasConversion<string>();
        }
    }
}

/// <summary>Whether an organization's people may sign in. Nothing is lost in any state but the last.</summary>
public enum OrganizationState
{
    Active,

    /// <summary>Nobody of the organization signs in; agents keep checking in.</summary>
    Suspended,

    /// <summary>In its cooling-off period; reversible.</summary>
    PendingDeletion,
}
