using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.ApiKeys;

/// <summary>A key with which programs use the API. The store has its hash only: the key itself is shown once, when it is made.</summary>
public abstract class ApiKey : IVersioned
{
    public const int NameMaxLength = Membership.NameMaxLength;

    /// <summary>How long a key may live, in days; null is for ever.</summary>
    public static IReadOnlyList<int?> Lifetimes { get; } = [30, 60, 90, 365, null];

    public const int DefaultLifetime = 90;

    /// <summary>How many keys that work a provider, and an administrator, may have at a time.</summary>
    public const int MostOfProvider = 1_000;
    public const int MostOfAdministrator = 50;

    /// <summary>How many of them may have the same name: a key, its successor, and some more.</summary>
    public const int MostOfOneName = 5;

    public ObjectId Id { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    [NotAudited]
    public required string KeyHash { get; init; }

    /// <summary>The key's first characters, by which people tell it from others.</summary>
    [Display(Name = "Key")]
    public required string Start { get; init; }
    public required string Name { get; set; }

    [NotAudited]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>In days, as it was chosen; null is for ever.</summary>
    [NotAudited]
    public int? LifetimeDays { get; init; }

    /// <summary>Null when it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Where it may be used from; empty for anywhere.</summary>
    public string AllowedNetworks { get; set; } = "";

    /// <summary>Right to the minute; null when it never was.</summary>
    [Usage, NotAudited]
    public DateTimeOffset? LastUsedAt { get; set; }

    [Usage, NotAudited]
    public string? LastUsedFrom { get; set; }
    public int Version { get; set; }

    public bool IsLive(DateTimeOffset now) => ExpiresAt is null || now < ExpiresAt;

    protected static DateTimeOffset? ExpiryOf(int? lifetimeDays, DateTimeOffset now) => lifetimeDays is { } days ? now.AddDays(days) : null;

    internal static void Shape<T>(EntityTypeBuilder<T> table)
        where T : ApiKey
    {
        table.Property(k => k.KeyHash).HasMaxLength(64);
        table.Property(k => k.Start).HasMaxLength(ApiKeyText.StartLength);
        table.Property(k => k.Name).HasMaxLength(NameMaxLength);
        table.Property(k => k.AllowedNetworks).HasMaxLength(Networks.MaxLength);
        table.Property(k => k.LastUsedFrom).HasMaxLength(45);
        table.HasIndex(k => k.KeyHash).IsUnique();
    }
}
