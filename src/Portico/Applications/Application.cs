using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.OpenIdConnect.Settings;
using Portico.SingleSignOn.OpenIdConnect.Tokens;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.SingleSignOn.Saml.SigningIn;

namespace Portico.Applications;

/// <summary>What the organization's users sign in to.</summary>
[CountedAs(Counted.Applications)]
public sealed class Application : IOwnedByOrganization, IVersioned
{
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 1_000;

    /// <summary>A key may be longer than its name: normalization writes one character as up to eighteen. What is beyond is not compared.</summary>
    private const int NameKeyMaxLength = NameMaxLength * 2;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    /// <summary>How users sign in to it.</summary>
    public ApplicationKind Kind { get; init; }

    /// <summary>Unique in the organization, however it is written in capitals.</summary>
    public required string Name { get; set; }
    public string? Description { get; set; }

    /// <summary>Lets nobody in; nothing is lost.</summary>
    [Display(Name = "Suspended")]
    public bool IsSuspended { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The content hash of the logo, for its address; null without one.</summary>
    [NotAudited]
    public string? LogoHash { get; set; }
    public int Version { get; set; }

    /// <summary>The name as it is compared and sorted; follows it, and so is never set.</summary>
    [NotAudited]
    public string NameKey
    {
        get => NameKeyOf(Name);
        private set { }
    }

    public static string NameKeyOf(string name) => name.Trim().ToSearchKey().CutTo(NameKeyMaxLength);

    internal sealed class Table : IEntityTypeConfiguration<Application>
    {
        public void Configure(EntityTypeBuilder<Application> table)
        {
            table.ToTable("application");
            table.HasKey(a => new { a.OrganizationId, a.Id });
            table.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20).HasDefaultValueSql("'Saml'").ValueGeneratedNever();
            table.Property(a => a.Name).HasMaxLength(NameMaxLength);
            table.Property(a => a.NameKey).HasMaxLength(NameMaxLength * 4).IsSearchKey();
            table.Property(a => a.Description).HasMaxLength(DescriptionMaxLength);
            table.Property(a => a.LogoHash).HasMaxLength(64);
            table.HasIndex(a => new { a.OrganizationId, a.NameKey }).IsUnique().Refuses(a => new ApplicationNameTaken(a.Name));
            table.HasOne<ManagedOrganization>().WithMany().HasForeignKey(a => a.OrganizationId);
            table.HasOne<ApplicationLogo>().WithOne().HasForeignKey<ApplicationLogo>(l => new { l.OrganizationId, l.ApplicationId });
            table.HasMany<SamlSettings>().WithOne().HasForeignKey(s => new { s.OrganizationId, s.ApplicationId });
            table.HasMany<SamlKey>().WithOne().HasForeignKey(k => new { k.OrganizationId, k.ApplicationId });
            table.HasMany<SamlSession>().WithOne().HasForeignKey(s => new { s.OrganizationId, s.ApplicationId });
            table.HasMany<SeenSamlMessage>().WithOne().HasForeignKey(m => new { m.OrganizationId, m.ApplicationId });
            table.HasMany<OpenIdSettings>().WithOne().HasForeignKey(s => new { s.OrganizationId, s.ApplicationId });
            table.HasMany<OpenIdSecret>().WithOne().HasForeignKey(s => new { s.OrganizationId, s.ApplicationId });
            table.HasMany<OpenIdLogoutNotice>().WithOne().HasForeignKey(n => new { n.OrganizationId, n.ApplicationId });
            table.HasMany<OpenIdGrant>().WithOne().HasForeignKey(g => new { g.OrganizationId, g.ApplicationId });
            table
                .HasMany<OpenIdToken>()
                .WithOne()
                .HasForeignKey(t => new { t.OrganizationId, t.ApplicationId })
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>By which protocol users sign in to an application.</summary>
public enum ApplicationKind
{
    /// <summary>SAML 2.0.</summary>
    Saml,

    /// <summary>OpenID Connect.</summary>
    OpenIdConnect,
}
