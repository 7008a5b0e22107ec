using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.Groups;

/// <summary>Something that happened to one group.</summary>
public abstract record GroupEvent(ObjectId Id, string Name, IReadOnlyList<FieldChange>? Fields = null) : AuditEvent
{
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override IReadOnlyList<FieldChange> Changes => Fields ?? [];
}

public sealed record UserGroupAdded(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : GroupEvent(Id, Name, Fields)
{
    public override string Summary => $"Added the user group {Name}";
}

public sealed record SystemGroupAdded(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : GroupEvent(Id, Name, Fields)
{
    public override string Summary => $"Added the system group {Name}";
}

public sealed record GroupUpdated(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : GroupEvent(Id, Name, Fields)
{
    public override string Summary => $"Changed the group {Name}";
}

/// <summary>What was lost with it is told by numbers.</summary>
public sealed record GroupRemoved(ObjectId Id, string Name, string Lost) : GroupEvent(Id, Name)
{
    public override string Summary => $"Deleted the group {Name} with {Lost}";
}
