using System.Text.Json.Serialization;
using Portico.Platform;
using Portico.Platform.Access;

namespace Portico.ApiKeys.ProviderSide;

/// <summary>A key of the provider.</summary>
public sealed record ProviderApiKeyRow : ApiKeyRow
{
    internal ProviderApiKeyRow(ProviderApiKey key, KeyMembership place, DateTimeOffset now)
        : base(key, now)
    {
        MembershipId = place.Id;
        Role = place.Role;
        AllOrganizations = place.AllOrganizations;
    }

    /// <summary>By this its organizations and its events are found; for pages.</summary>
    [JsonIgnore]
    public ObjectId MembershipId { get; }
    public Role Role { get; }

    /// <summary>Whether it reaches all organizations, also those that are added later.</summary>
    public bool AllOrganizations { get; }

    /// <summary>How many chosen organizations it reaches, of those that the reader may see.</summary>
    public int ChosenOrganizations { get; init; }

    /// <summary>Whether the reader may change, renew and revoke it.</summary>
    public bool MayChange { get; init; }
}
