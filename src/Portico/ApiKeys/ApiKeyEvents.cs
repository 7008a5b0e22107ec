using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.ApiKeys;

/// <summary>Something that happened to a key of the provider.</summary>
public abstract record ApiKeyEvent(ProviderApiKey Key, string Verb, IReadOnlyList<FieldChange> Fields) : AuditEvent
{
    // Read when the event is made: a name that changes later is not what it was called then.
    private readonly string name = Key.Name;

    public override string Summary => $"{Verb} the API key {name} ({Key.Start}…)";
    public override ObjectId? TargetId => Key.Id;
    public override string TargetName => name;
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record ApiKeyAdded(ProviderApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Made", Fields);

public sealed record ApiKeyUpdated(ProviderApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Changed", Fields);

public sealed record ApiKeyRevoked(ProviderApiKey Key, IReadOnlyList<FieldChange> Fields) : ApiKeyEvent(Key, "Revoked", Fields);

/// <summary>A key was made to take the place of another, which goes on until it is revoked.</summary>
public sealed record ApiKeyRotated(ProviderApiKey Key, string Former, IReadOnlyList<FieldChange> Fields)
    : ApiKeyEvent(Key, $"Renewed {Former}… by", Fields);
