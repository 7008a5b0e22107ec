using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.Users.Callers;

/// <summary>
/// That someone who asked the help desk for a reset was, or was not, proven to be the user. It counts for the one who verified, and for a
/// quarter of an hour.
/// </summary>
public sealed class CallerVerification : IOwnedByOrganization
{
    /// <summary>How long a code can be told.</summary>
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long a verified caller is helped without being asked again.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);

    /// <summary>Wrong codes before a new one must be sent.</summary>
    public const int MostTries = 5;

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId UserId { get; init; }

    /// <summary>Whoever verifies: the administrator, or the key's membership.</summary>
    public ObjectId VerifierId { get; init; }

    /// <summary>SHA-256 over the verification's id and the mailed code; null for a code of the user's authenticator app.</summary>
    [NotAudited]
    public string? CodeHash { get; init; }

    [NotAudited]
    public int Tries { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? VerifiedAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<CallerVerification>
    {
        public void Configure(EntityTypeBuilder<CallerVerification> table)
        {
            table.HasKey(v => new { v.OrganizationId, v.Id });
            table.Property(v => v.CodeHash).HasMaxLength(64);
            table.HasIndex(v => new { v.OrganizationId, v.UserId });
            table.HasOne<User>().WithMany().HasForeignKey(v => new { v.OrganizationId, v.UserId }).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
