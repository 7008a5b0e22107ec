using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Saml.Signatures;

namespace Portico.SingleSignOn.Saml.Keys;

/// <summary>
/// A key with which responses to one application are signed, with its certificate. Of several, the one signs whose time began last; the
/// others are published beside it, so that the service provider knows the new one before it signs and the old one for a while after.
/// </summary>
[Credential(AlsoScoped = true)]
public sealed class SamlKey : IOwnedByOrganization
{
    /// <summary>How long a certificate is valid when nobody says.</summary>
    public const int UsualYears = 5;

    /// <summary>How many an application may have.</summary>
    public const int Most = 3;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId ApplicationId { get; init; }
    public SamlKeyKind Kind { get; init; }

    /// <summary>The private key in PKCS #8, sealed.</summary>
    [NotAudited]
    public required string SealedKey { get; init; }

    /// <summary>In DER.</summary>
    [NotAudited]
    public required byte[] Certificate { get; init; }
    public DateTimeOffset NotAfter { get; init; }

    /// <summary>When it begins to sign, in place of the one before.</summary>
    public DateTimeOffset SignsFrom { get; init; }

    /// <summary>Until when it stands in metadata; null until another one takes its place.</summary>
    public DateTimeOffset? PublishedUntil { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many days before its end somebody was warned last: 60, 30 or 7; null before.</summary>
    [NotAudited]
    public int? WarnedDays { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<SamlKey>
    {
        public void Configure(EntityTypeBuilder<SamlKey> table)
        {
            table.HasKey(k => new { k.OrganizationId, k.Id });
            table.Property(k => k.Kind).HasConversion<string>().HasMaxLength(20);
            table.Property(k => k.SealedKey).HasMaxLength(8_000);
            table.Property(k => k.Certificate).HasMaxLength(8_000);
            table.HasIndex(k => new { k.OrganizationId, k.ApplicationId });
            table.HasIndex(k => k.NotAfter);
        }
    }
}

/// <summary>Which of an application's keys is for what.</summary>
internal static class SamlKeys
{
    /// <summary>The one that signs; null before the first.</summary>
    public static SamlKey? SigningAt(this IEnumerable<SamlKey> keys, DateTimeOffset now) =>
        keys.Where(k => k.SignsFrom <= now).OrderByDescending(k => k.SignsFrom).ThenByDescending(k => k.Id).FirstOrDefault();

    /// <summary>Those in metadata, the one that signs first.</summary>
    public static IReadOnlyList<SamlKey> PublishedAt(this IReadOnlyCollection<SamlKey> keys, DateTimeOffset now)
    {
        var signing = keys.SigningAt(now);
        return
        [
            .. keys.Where(k => k == signing || k.PublishedUntil is null || k.PublishedUntil > now)
                .OrderBy(k => k != signing)
                .ThenBy(k => k.SignsFrom),
        ];
    }
}
