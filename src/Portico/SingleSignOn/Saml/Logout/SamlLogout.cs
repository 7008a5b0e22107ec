using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Storage;

namespace Portico.SingleSignOn.Saml.Logout;

/// <summary>
/// A logout under way: the session here has ended, and the browser goes from one service provider to the next. What does not come back
/// keeps nothing from being done; the row goes at its end.
/// </summary>
[Credential(AlsoScoped = true), Bookkeeping]
public sealed class SamlLogout : IOwnedByOrganization
{
    /// <summary>How long the browser may be on its way.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public ObjectId OrganizationId { get; init; }
    public ObjectId Id { get; init; }

    /// <summary>SHA-256 of the token that goes along as RelayState.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The application whose service provider asked for the logout; null when the user signed out here.</summary>
    public ObjectId? InitiatorId { get; init; }
    public string? InitiatorRequestId { get; init; }
    public string? InitiatorRelayState { get; init; }

    /// <summary>Where the browser goes in the end, when a client of OpenID Connect asked for the logout.</summary>
    public string? ReturnUri { get; init; }

    /// <summary>Whom to tell yet, in order.</summary>
    public IReadOnlyList<SamlLogoutStep> Remaining { get; set; } = [];

    /// <summary>The application whose answer is awaited, and the ID of the request that was sent to it.</summary>
    public ObjectId? AwaitedId { get; set; }
    public string? AwaitedRequestId { get; set; }

    /// <summary>Somebody did not say that his session ended.</summary>
    public bool IsPartial { get; set; }
    public DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<SamlLogout>
    {
        public void Configure(EntityTypeBuilder<SamlLogout> table)
        {
            table.HasKey(l => new { l.OrganizationId, l.Id });
            table.Property(l => l.TokenHash).HasMaxLength(64);
            table.Property(l => l.InitiatorRequestId).HasMaxLength(256);
            table.Property(l => l.InitiatorRelayState).HasMaxLength(1_024);
            table.Property(l => l.ReturnUri).HasMaxLength(4_000);
            table.Property(l => l.AwaitedRequestId).HasMaxLength(256);
            table.Property(l => l.Remaining).IsJsonList();
            table.HasIndex(l => l.TokenHash).IsUnique();
            table.HasIndex(l => l.ExpiresAt);
        }
    }
}

/// <summary>A service provider that is told of the end of a session.</summary>
/// <param name="ApplicationId">Whose.</param>
/// <param name="NameId">As it knows the user.</param>
/// <param name="NameIdFormat">Of that name.</param>
/// <param name="SessionIndex">As it knows the session.</param>
public sealed record SamlLogoutStep(ObjectId ApplicationId, string NameId, string? NameIdFormat, string SessionIndex);
