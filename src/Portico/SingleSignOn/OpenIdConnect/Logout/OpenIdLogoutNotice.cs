using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.OpenIdConnect.Logout;

/// <summary>An application is to be told, by this server, that a session ended (OpenID Connect Back-Channel Logout §2.5).</summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class OpenIdLogoutNotice : IOwnedByOrganization, IQueued
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>As the application knows the session.</summary>
    public required string SessionName { get; init; }

    /// <summary>As the application knows the user.</summary>
    public required string Subject { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; set; }
    public int Tries { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<OpenIdLogoutNotice>
    {
        public void Configure(EntityTypeBuilder<OpenIdLogoutNotice> table)
        {
            table.HasKey(n => new { n.OrganizationId, n.Id });
            table.Property(n => n.SessionName).HasMaxLength(64);
            table.Property(n => n.Subject).HasMaxLength(255);
            table.HasIndex(n => n.DueAt);
            table.HasIndex(n => new { n.OrganizationId, n.ApplicationId });
        }
    }
}
