using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;
using Portico.Providers;
using Portico.Settings;
using Portico.SingleSignOn.OpenIdConnect.Keys;
using Portico.SingleSignOn.Saml.Logout;
using Portico.Users.Files;

namespace Portico.Organizations;

/// <summary>A customer of the provider.</summary>
public sealed class ManagedOrganization : IOrganization, IVersioned
{
    public const int NameMaxLength = 255;

    /// <summary>
    /// A key may be longer than its name: normalization writes one character as up to eighteen. What is beyond is not compared;
    /// PostgreSQL's index takes no more than 2,704 bytes.
    /// </summary>
    private const int NameKeyMaxLength = NameMaxLength * 2;

    public const int ContactNameMaxLength = 200;
    public const int EmailMaxLength = 254;

    public const int SlugMaxLength = 63;

    /// <summary>How many accent colours there are; an organization starts with one from its id.</summary>
    public const int Accents = 12;

    public ObjectId Id { get; init; }
    public ObjectId? ProviderId { get; init; }

    [Display(Name = "Organization name")]
    public string Name { get; private set; } = "";

    /// <summary>The name as it is compared, sorted and searched; unique within the provider.</summary>
    [NotAudited]
    public string NameKey { get; private set; } = "";
    public string? ContactName { get; set; }

    [Display(Name = "Contact e-mail")]
    public string? ContactEmail { get; set; }

    /// <summary>0 to 11.</summary>
    [Display(Name = "Accent colour")]
    public int Accent { get; set; }
    public OrganizationState State { get; set; }

    /// <summary>
    /// The name in the address of its user portal, /o/acme: lower-case letters, digits and dashes, unique in the installation; null for
    /// its id.
    /// </summary>
    [Display(Name = "Portal address")]
    public string? Slug { get; set; }

    /// <summary>When it is deleted for good, unless it is restored before; set exactly while its deletion is pending.</summary>
    [Display(Name = "Deletion due at")]
    public DateTimeOffset? DeletionDueAt { get; set; }

    /// <summary>The content hash of the logo, for its address; null without one.</summary>
    [NotAudited]
    public string? LogoHash { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Version { get; set; }

    public static ManagedOrganization Create(ObjectId id, ObjectId providerId, string name, DateTimeOffset now)
    {
        var organization = new ManagedOrganization
        {
            Id = id,
            ProviderId = providerId,
            Accent = AccentOf(id),
            CreatedAt = now,
        };
        organization.Rename(name);
        return organization;
    }

    public void Rename(string name)
    {
        Name = name.Trim();
        NameKey = NameKeyOf(name);
    }

    /// <summary>The form in which names are compared: two organizations of a provider never share it.</summary>
    public static string NameKeyOf(string name) => name.Trim().ToSearchKey().CutTo(NameKeyMaxLength);

    /// <summary>The colour an organization has until it chooses one.</summary>
    public static int AccentOf(ObjectId id) => Convert.ToInt32(id.ToString()[^4..], 16) % Accents;

    internal sealed class Table : IEntityTypeConfiguration<ManagedOrganization>
    {
        public void Configure(EntityTypeBuilder<ManagedOrganization> table)
        {
            table.ToTable("managed_organization");
            table.HasKey(o => o.Id);
            table.Property(o => o.Name).HasMaxLength(NameMaxLength);
            table.Property(o => o.NameKey).HasMaxLength(NameMaxLength * 4).IsSearchKey();
            table.Property(o => o.ContactName).HasMaxLength(ContactNameMaxLength);
            table.Property(o => o.ContactEmail).HasMaxLength(EmailMaxLength);
            table.Property(o => o.State).HasConversion<string>().HasMaxLength(20);
            table.Property(o => o.LogoHash).HasMaxLength(64);
            table.Property(o => o.Slug).HasMaxLength(SlugMaxLength);
            table.HasIndex(o => o.Slug).IsUnique().Refuses(_ => new PortalAddressTaken());
            table.HasIndex(o => new { o.ProviderId, o.NameKey }).IsUnique().Refuses(o => new OrganizationNameTaken(o.Name));
            // The list is walked by name and searched by name and id within this index alone, without reading the rows it passes.
            table.HasIndex(o => new
            {
                o.ProviderId,
                o.NameKey,
                o.Id,
            });
            table.HasOne<Provider>().WithMany().HasForeignKey(o => o.ProviderId).OnDelete(DeleteBehavior.Restrict);
            table.HasMany<OrganizationAccess>().WithOne().HasForeignKey(a => a.OrganizationId).OnDelete(DeleteBehavior.Cascade);
            table.HasMany<OrganizationMembership>().WithOne().HasForeignKey(m => m.OrganizationId).OnDelete(DeleteBehavior.Cascade);
            // With the organization its history goes: it belongs to the customer, who leaves.
            table.HasMany<OrganizationEvent>().WithOne().HasForeignKey(e => e.OrganizationId).OnDelete(DeleteBehavior.Cascade);
            table.HasMany<SamlLogout>().WithOne().HasForeignKey(l => l.OrganizationId);
            table.HasMany<OpenIdKey>().WithOne().HasForeignKey(k => k.OrganizationId);
            table.HasMany<UserImport>().WithOne().HasForeignKey(i => i.OrganizationId);
            table.HasOne<SecuritySettings>().WithOne().HasForeignKey<SecuritySettings>(s => s.OrganizationId);
            table.HasOne<OrganizationCounters>().WithOne().HasForeignKey<OrganizationCounters>(c => c.OrganizationId);
        }
    }
}
