using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;
using Portico.Saml;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>That an application was told of a user in one of his sessions, and how: what a logout is about. It goes with the session.</summary>
[Credential(AlsoScoped = true)]
public sealed class SamlSession : IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }
    public ObjectId UserSessionId { get; set; }
    public ObjectId UserId { get; init; }
    public ObjectId ApplicationId { get; init; }

    /// <summary>Names the session to the service provider.</summary>
    public required string SessionIndex { get; init; }

    /// <summary>The name ID as it was given, with format and qualifiers.</summary>
    public required string NameId { get; set; }
    public string? NameIdFormat { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The name as a message carries it.</summary>
    internal SamlNameId NameIdOf(string identityProvider, string serviceProvider) =>
        SamlNames.Qualified(NameId, NameIdFormat, identityProvider, serviceProvider);

    internal sealed class Table : IEntityTypeConfiguration<SamlSession>
    {
        public void Configure(EntityTypeBuilder<SamlSession> table)
        {
            table.HasKey(s => new { s.OrganizationId, s.Id });
            table.Property(s => s.SessionIndex).HasMaxLength(64);
            table.Property(s => s.NameId).HasMaxLength(1_024);
            table.Property(s => s.NameIdFormat).HasMaxLength(100);
            table
                .HasIndex(s => new
                {
                    s.OrganizationId,
                    s.UserSessionId,
                    s.ApplicationId,
                })
                .IsUnique();
            table.HasIndex(s => new
            {
                s.OrganizationId,
                s.ApplicationId,
                s.UserId,
            });
            table
                .HasOne<UserSession>()
                .WithMany()
                .HasForeignKey(s => new { s.OrganizationId, s.UserSessionId })
                .OnDelete(DeleteBehavior.Cascade);
        }
    }
}
