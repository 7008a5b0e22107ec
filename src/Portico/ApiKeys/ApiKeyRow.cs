using System.Text.Json.Serialization;
using Portico.Platform;

namespace Portico.ApiKeys;

/// <summary>A key as it is listed: never the key itself, but in the answer that made it.</summary>
public abstract record ApiKeyRow
{
    /// <summary>How long before its end a key is shown as one to be renewed.</summary>
    internal static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    protected ApiKeyRow(ApiKey key, DateTimeOffset now)
    {
        Id = key.Id;
        Name = key.Name;
        Start = key.Start;
        AllowedNetworks = Networks.Split(key.AllowedNetworks);
        CreatedAt = key.CreatedAt;
        ExpiresAt = key.ExpiresAt;
        LifetimeDays = key.LifetimeDays;
        IsExpired = !key.IsLive(now);
        ExpiresSoon = !IsExpired && key.ExpiresAt - now <= Soon;
        LastUsedAt = key.LastUsedAt;
        LastUsedFrom = key.LastUsedFrom;
        Version = key.Version;
    }

    public ObjectId Id { get; }

    /// <summary>The key itself. It is shown this once and cannot be had again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>What the key is for.</summary>
    public string Name { get; }

    /// <summary>The key's first characters.</summary>
    public string Start { get; }

    /// <summary>The addresses and networks (CIDR) it may be used from; empty for anywhere.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; }
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Null when it never expires.</summary>
    public DateTimeOffset? ExpiresAt { get; }
    public bool IsExpired { get; }

    /// <summary>Whether it still works and ends within <see cref="Soon"/>; for pages.</summary>
    [JsonIgnore]
    public bool ExpiresSoon { get; }

    /// <summary>As it was chosen, and as a successor's will be; null is for ever. For pages.</summary>
    [JsonIgnore]
    public int? LifetimeDays { get; }

    /// <summary>Right to the minute; null when it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; }

    /// <summary>The network address it was used from last.</summary>
    public string? LastUsedFrom { get; }

    /// <summary>Raised by each change; the ETag.</summary>
    public int Version { get; }
}
