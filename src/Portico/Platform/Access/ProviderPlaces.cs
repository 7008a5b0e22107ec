using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Access;

/// <summary>
/// A place in a provider, over all its organizations or over those in <see cref="OrganizationAccess"/>: a technician's, or that of
/// API keys which belong to no person. Whoever asks for one of the two kinds never gets the other.
/// </summary>
[Credential(AlsoScoped = true)]
public abstract class ProviderPlace : Membership, IOwnedByProvider
{
    public ObjectId ProviderId { get; init; }

    /// <summary>Also those that are added later.</summary>
    [NotAudited] // The event names the organizations instead.
    public bool AllOrganizations { get; set; }

    /// <summary>Since when it reaches all of them; null when it always has.</summary>
    [NotAudited]
    public DateTimeOffset? AllOrganizationsSince { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<ProviderPlace>
    {
        public void Configure(EntityTypeBuilder<ProviderPlace> table)
        {
            Shape(table);
            table.ToTable("provider_membership");
            table.HasDiscriminator<string>("held_by").HasValue<ProviderMembership>("person").HasValue<KeyMembership>("key");
            table.Property("held_by").HasMaxLength(20);
            table.HasKey(m => new { m.ProviderId, m.Id });
            table.HasIndex(m => new { m.ProviderId, m.Email }).IsUnique().Refuses(m => new AdministratorExists(m.Email));
            // One provider a person: the dashboard, the API and the CLI then never have to ask which one is meant.
            table.HasIndex(m => m.AdministratorId).IsUnique().Refuses(_ => new OneProviderOnly());
        }
    }
}

/// <summary>A technician's place in a provider.</summary>
public sealed class ProviderMembership : ProviderPlace;

/// <summary>
/// The place of a provider's API keys: a role and organizations of its own. In the address's stead stands its id, which no
/// address is and no mail goes to.
/// </summary>
public sealed class KeyMembership : ProviderPlace
{
    public static KeyMembership Create(ObjectId providerId, ObjectId id, Role role, DateTimeOffset now) =>
        new()
        {
            ProviderId = providerId,
            Id = id,
            Email = id.ToString(),
            Role = role,
            InvitedAt = now,
            AcceptedAt = now,
        };
}

/// <summary>One of the organizations that a place without <see cref="ProviderPlace.AllOrganizations"/> reaches.</summary>
[Credential(AlsoScoped = true)]
public sealed class OrganizationAccess : IOwnedByProvider
{
    public ObjectId ProviderId { get; init; }
    public ObjectId MembershipId { get; init; }
    public ObjectId OrganizationId { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset Since { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<OrganizationAccess>
    {
        public void Configure(EntityTypeBuilder<OrganizationAccess> table)
        {
            table.HasKey(a => new
            {
                a.ProviderId,
                a.MembershipId,
                a.OrganizationId,
            });
            table
                .HasOne<ProviderPlace>()
                .WithMany()
                .HasForeignKey(a => new { a.ProviderId, a.MembershipId })
                .OnDelete(DeleteBehavior.Cascade);
            table.HasIndex(a => a.OrganizationId);
        }
    }
}
