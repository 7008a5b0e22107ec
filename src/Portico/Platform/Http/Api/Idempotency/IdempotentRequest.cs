using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Storage;

namespace Portico.Platform.Http.Api.Idempotency;

/// <summary>A request that must not be done twice, and its answer once there is one.</summary>
[Credential]
public sealed class IdempotentRequest
{
    /// <summary>How long it is remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The API key that sent it; each has its own.</summary>
    public ObjectId ApiKeyId { get; init; }

    /// <summary>SHA-256 of the header Idempotency-Key.</summary>
    public required string NameHash { get; init; }

    /// <summary>SHA-256 of method, address and body.</summary>
    public string Fingerprint { get; set; } = "";
    public DateTimeOffset At { get; set; }

    /// <summary>An <see cref="IdempotentAnswer"/>, encrypted because it may hold a new key; null until there is one.</summary>
    public string? SealedAnswer { get; set; }

    internal sealed class Table : IEntityTypeConfiguration<IdempotentRequest>
    {
        public void Configure(EntityTypeBuilder<IdempotentRequest> table)
        {
            table.HasKey(r => new { r.ApiKeyId, r.NameHash });
            table.Property(r => r.NameHash).HasMaxLength(64);
            table.Property(r => r.Fingerprint).HasMaxLength(64);
            table.HasIndex(r => r.At);
        }
    }
}

/// <summary>What was answered: status, the headers that belong to it, and the body.</summary>
public sealed record IdempotentAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body);
