using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Settings;

/// <summary>
/// A secret with which an application proves who it is: shown once, kept as a hash. Several are valid at a time, so that one can take
/// another's place without a sign-in refused.
/// </summary>
[Credential(AlsoScoped = true)]
public sealed class OpenIdSecret : IOwnedByOrganization
{
    /// <summary>How many an application may have.</summary>
    public const int Most = 3;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>SHA-256, in lower-case hexadecimal: the secret is 256 random bits, which cannot be searched.</summary>
    [NotAudited]
    public required string Hash { get; init; }

    /// <summary>The last four characters, by which people tell secrets apart.</summary>
    public required string Ending { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<OpenIdSecret>
    {
        public void Configure(EntityTypeBuilder<OpenIdSecret> table)
        {
            table.HasKey(s => new { s.OrganizationId, s.Id });
            table.Property(s => s.Hash).HasMaxLength(64);
            table.Property(s => s.Ending).HasMaxLength(4);
            table.HasIndex(s => new { s.OrganizationId, s.ApplicationId });
        }
    }
}
