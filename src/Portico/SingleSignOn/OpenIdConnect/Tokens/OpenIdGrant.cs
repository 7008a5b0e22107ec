using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Tokens;

/// <summary>
/// That a user was signed in to an application, with which scopes: what all tokens that come of it hang on. Revoked, none of them
/// counts.
/// </summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class OpenIdGrant : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; set; }
    public ObjectId ApplicationId { get; set; }
    public ObjectId? UserId { get; set; }

    /// <summary>The session of the user portal in which it was given; its sid to the application.</summary>
    public ObjectId? UserSessionId { get; set; }
    public string? Subject { get; set; }
    public string Status { get; set; } = "";
    public string Type { get; set; } = "";

    /// <summary>Separated by blanks.</summary>
    public string Scopes { get; set; } = "";
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>After which no token of it can count.</summary>
    public DateTimeOffset EndsAt { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OpenIdGrant>
    {
        public void Configure(EntityTypeBuilder<OpenIdGrant> table)
        {
            table.HasKey(g => new { g.OrganizationId, g.Id });
            table.Property(g => g.Subject).HasMaxLength(255);
            table.Property(g => g.Status).HasMaxLength(20);
            table.Property(g => g.Type).HasMaxLength(20);
            table.Property(g => g.Scopes).HasMaxLength(2_000);
            table.HasIndex(g => new
            {
                g.OrganizationId,
                g.ApplicationId,
                g.UserId,
            });
            table.HasIndex(g => new { g.OrganizationId, g.UserSessionId });
            table.HasIndex(g => new { g.OrganizationId, g.UserId });
            table.HasIndex(g => g.EndsAt);
        }
    }
}
