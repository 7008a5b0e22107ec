using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.Platform.Audit;

/// <summary>An audit event as it is kept: who, what, to what, when, from where. Written once, never changed.</summary>
public abstract class AuditRecord
{
    public const int SummaryMaxLength = 600;
    public const int SearchTextMaxLength = 1_200;

    public ObjectId Id { get; internal set; }
    public DateTimeOffset At { get; internal set; }

    /// <summary>The event's type in kebab case: <c>organization-added</c>.</summary>
    public string Type { get; internal set; } = "";
    public ObjectId? ActorId { get; internal set; }
    public string ActorName { get; internal set; } = "";

    /// <summary>Whether the actor came as the provider's staff; "job" actors are Portico itself.</summary>
    public ActorSide ActorSide { get; internal set; }

    /// <summary>The API key through which the actor came; null when he signed in.</summary>
    public string? KeyName { get; internal set; }
    public string? Address { get; internal set; }
    public ObjectId? TargetId { get; internal set; }
    public string? TargetName { get; internal set; }
    public string Summary { get; internal set; } = "";

    /// <summary>Summary, actor, API key and target as a search key.</summary>
    public string SearchText { get; internal set; } = "";

    /// <summary>A JSON array of <see cref="FieldChange"/>.</summary>
    public string ChangesJson { get; internal set; } = "[]";

    public IReadOnlyList<FieldChange> Changes => JsonSerializer.Deserialize<FieldChange[]>(ChangesJson) ?? [];

    internal static void Shape<T>(EntityTypeBuilder<T> table)
        where T : AuditRecord
    {
        table.Property(e => e.Type).HasMaxLength(80);
        table.Property(e => e.ActorName).HasMaxLength(260);
        table.Property(e => e.ActorSide).HasConversion<string>().HasMaxLength(20);
        table.Property(e => e.KeyName).HasMaxLength(Membership.NameMaxLength);
        table.Property(e => e.Address).HasMaxLength(45);
        table.Property(e => e.TargetName).HasMaxLength(300);
        table.Property(e => e.Summary).HasMaxLength(SummaryMaxLength);
        table.Property(e => e.SearchText).HasMaxLength(SearchTextMaxLength).IsSearchKey();
        table.Ignore(e => e.Changes);
    }
}

/// <summary>On whose behalf an actor came.</summary>
public enum ActorSide
{
    Provider,
    Organization,
    Portico,

    /// <summary>A user of the organization, in the user portal.</summary>
    User,
}

/// <summary>An audit event of one organization.</summary>
[Credential(OnlyAddedByAccounts = true)]
public sealed class OrganizationEvent : AuditRecord, IOwnedByOrganization
{
    public ObjectId OrganizationId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<OrganizationEvent>
    {
        public void Configure(EntityTypeBuilder<OrganizationEvent> table)
        {
            Shape(table);
            table.HasKey(e => new { e.OrganizationId, e.Id });
            table.HasIndex(e => new
            {
                e.OrganizationId,
                e.At,
                e.Id,
            });
        }
    }
}

/// <summary>An audit event of one provider.</summary>
[Credential(OnlyAddedByAccounts = true)]
public sealed class ProviderEvent : AuditRecord, IOwnedByProvider
{
    public ObjectId ProviderId { get; init; }

    internal sealed class Table : IEntityTypeConfiguration<ProviderEvent>
    {
        public void Configure(EntityTypeBuilder<ProviderEvent> table)
        {
            Shape(table);
            table.HasKey(e => new { e.ProviderId, e.Id });
            table.HasIndex(e => new
            {
                e.ProviderId,
                e.At,
                e.Id,
            });
        }
    }
}
