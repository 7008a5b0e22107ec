using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.ApiKeys;

/// <summary>A key of one administrator. Whoever has it may what the administrator may at that moment, and nothing else.</summary>
[Credential]
public sealed class AdministratorApiKey : ApiKey
{
    public ObjectId AdministratorId { get; init; }

    /// <summary>Makes a key; the second of the two is the only copy of it.</summary>
    internal static (AdministratorApiKey Key, string Secret) Make(
        ObjectId administrator,
        ObjectId id,
        string name,
        string networks,
        int? lifetimeDays,
        DateTimeOffset now
    )
    {
        var text = ApiKeyText.Create(ApiKeyOwner.Administrator);
        var key = new AdministratorApiKey
        {
            Id = id,
            AdministratorId = administrator,
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

    internal sealed class Table : IEntityTypeConfiguration<AdministratorApiKey>
    {
        public void Configure(EntityTypeBuilder<AdministratorApiKey> table)
        {
            Shape(table);
            table.HasKey(k => k.Id);
            table.HasIndex(k => k.AdministratorId);
            table.HasOne<Administrator>().WithMany().HasForeignKey(k => k.AdministratorId);
        }
    }
}
