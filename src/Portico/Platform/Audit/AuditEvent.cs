namespace Portico.Platform.Audit;

/// <summary>One changed field: its name as people read it, and its value before and after. Null is "nothing".</summary>
public sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>
/// Something that happened, in the past tense; recorded in the transaction of the change. Never carries a secret.
/// Inside an organization it belongs to that organization; on the provider's pages to the provider, and to
/// <see cref="OrganizationId"/> as well when that is set, so that both sides see it.
/// </summary>
public abstract record AuditEvent
{
    /// <summary>What happened, in plain words, without the actor: "Added the organization Acme".</summary>
    public abstract string Summary { get; }

    /// <summary>What it happened to.</summary>
    public virtual ObjectId? TargetId => null;

    /// <summary>The target's name at that time.</summary>
    public virtual string? TargetName => null;

    /// <summary>For an event of the provider: the organization that also keeps it.</summary>
    public virtual ObjectId? OrganizationId => null;

    /// <summary>Every changed field with its old and new value.</summary>
    public virtual IReadOnlyList<FieldChange> Changes => [];
}
