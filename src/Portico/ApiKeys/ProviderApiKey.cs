using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.ApiKeys;

/// <summary>A key of a provider, which stays when people go. Its role and organizations are those of its <see cref="KeyMembership"/>.</summary>
[Credential(AlsoScoped = true)]
public sealed class ProviderApiKey : ApiKey, IOwnedByProvider
{
    public ObjectId ProviderId { get; init; }

    [NotAudited] // The event says the role and the organizations instead.
    public ObjectId MembershipId { get; init; }

    /// <summary>Makes a key; the second of the two is the only copy of it.</summary>
    internal static (ProviderApiKey Key, string Secret) Make(
        KeyMembership place,
        string name,
        string networks,
        int? lifetimeDays,
        DateTimeOffset now
    )
    {
        var text = ApiKeyText.Create(ApiKeyOwner.Provider);
        var key = new ProviderApiKey
        {
            ProviderId = place.ProviderId,
            // The same id: what an event or a list says of the place is the key's.
            Id = place.Id,
            MembershipId = place.Id,
            KeyHash = text.Hash,
            Start = text.Start,
            Name = name.Trim(),
            AllowedNetworks = networks,
            CreatedAt = now,
            LifetimeDays = lifetimeDays,
            ExpiresAt = ExpiryOf(lifetimeDays, now),
        };
        return (key, text.Text);
    }

    internal sealed class Table : IEntityTypeConfiguration<ProviderApiKey>
    {
        public void Configure(EntityTypeBuilder<ProviderApiKey> table)
        {
            Shape(table);
            table.HasKey(k => new { k.ProviderId, k.Id });
            table
                .HasOne<KeyMembership>()
                .WithMany()
                .HasForeignKey(k => new { k.ProviderId, k.MembershipId })
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}
