using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.ApiKeys;

/// <summary>Something that happened to a key.</summary>
public abstract record ApiKeyEvent(ApiKey Key, string Verb, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    // Read when the event is made: a name that changes later is not what it was called then.
    private readonly string name = Key.Name;

    public override string Summary => $"{Verb} the API key {name} ({Key.Start}…)";
    public override ObjectId? TargetId => Key.Id;
    public override string TargetName => name;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record ApiKeyAdded(ApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Made", Fields);

public sealed record ApiKeyUpdated(ApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Changed", Fields);

public sealed record ApiKeyRevoked(ApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Revoked", Fields);

/// <summary>A key was made to take the place of another, which goes on until it is revoked.</summary>
public sealed record ApiKeyRotated(ApiKey Key, string Former, IReadOnlyList<FieldChange> Fields)
    : ApiKeyEvent(Key, $"Renewed {Former}… by", Fields);

/// <summary>What happened to an administrator's own key is seen wherever he administers: it opens the same doors.</summary>
public abstract record OwnApiKeyEvent(ApiKey Key, string Verb, IReadOnlyList<FieldChange> Fields)
    : ApiKeyEvent(Key, $"{Verb} a key of the own account:", Fields);

public sealed record OwnApiKeyAdded(ApiKey Key, IReadOnlyList<FieldChange> Fields) : OwnApiKeyEvent(Key, "Made", Fields);

public sealed record OwnApiKeyUpdated(ApiKey Key, IReadOnlyList<FieldChange> Fields) : OwnApiKeyEvent(Key, "Changed", Fields);

public sealed record OwnApiKeyRevoked(ApiKey Key, IReadOnlyList<FieldChange> Fields) : OwnApiKeyEvent(Key, "Revoked", Fields);
