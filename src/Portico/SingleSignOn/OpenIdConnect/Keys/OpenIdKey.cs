using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.SingleSignOn.OpenIdConnect.Settings;

namespace Portico.SingleSignOn.OpenIdConnect.Keys;

/// <summary>
/// A key with which an organization's tokens are signed; applications find its public half under the issuer's jwks_uri. Of several with
/// the same algorithm the one signs whose time began last; the others are published beside it.
/// </summary>
[Credential(AlsoScoped = true)]
public sealed class OpenIdKey : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }

    /// <summary>The kid of tokens and of the published key (RFC 7517 §4.5).</summary>
    public ObjectId Id { get; init; }
    public OpenIdAlgorithm Algorithm { get; init; }

    /// <summary>The private key in PKCS #8, sealed.</summary>
    [NotAudited]
    public required string SealedKey { get; init; }

    /// <summary>When it begins to sign, in place of the one before.</summary>
    public DateTimeOffset SignsFrom { get; init; }

    /// <summary>Until when it is published; null until another one takes its place.</summary>
    public DateTimeOffset? PublishedUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<OpenIdKey>
    {
        public void Configure(EntityTypeBuilder<OpenIdKey> table)
        {
            table.HasKey(k => new { k.OrganizationId, k.Id });
            table.Property(k => k.Algorithm).HasConversion<string>().HasMaxLength(20);
            table.Property(k => k.SealedKey).HasMaxLength(8_000);
        }
    }
}

/// <summary>Which of an organization's keys is for what.</summary>
internal static class OpenIdKeys
{
    /// <summary>The one that signs; null before the first.</summary>
    public static OpenIdKey? SigningAt(this IEnumerable<OpenIdKey> keys, OpenIdAlgorithm algorithm, DateTimeOffset now) =>
        keys.Where(k => k.Algorithm == algorithm && k.SignsFrom <= now)
            .OrderByDescending(k => k.SignsFrom)
            .ThenByDescending(k => k.Id)
            .FirstOrDefault();

    /// <summary>Those that applications must know, the ones that sign first.</summary>
    public static IReadOnlyList<OpenIdKey> PublishedAt(this IReadOnlyCollection<OpenIdKey> keys, DateTimeOffset now)
    {
        OpenIdKey?[] signing = [keys.SigningAt(OpenIdAlgorithm.Rs256, now), keys.SigningAt(OpenIdAlgorithm.Es256, now)];
        return
        [
            .. keys.Where(k => signing.Contains(k) || k.PublishedUntil is null || k.PublishedUntil > now)
                .OrderBy(k => !signing.Contains(k))
                .ThenBy(k => k.SignsFrom),
        ];
    }
}
