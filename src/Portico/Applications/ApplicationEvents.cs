using System.Globalization;
using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.Applications;

/// <summary>Something that happened to one application, or at it.</summary>
public abstract record ApplicationEvent(ObjectId Id, string Name, IReadOnlyList<FieldChange>? Fields = null) : AuditEvent
{
    public override ObjectId? TargetId => Id;
    public override string TargetName => Name;
    public override IReadOnlyList<FieldChange> Changes => Fields ?? [];
}

public sealed record ApplicationAdded(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Added the application {Name}";
}

public sealed record ApplicationUpdated(ObjectId Id, string Name, IReadOnlyList<FieldChange> Fields) : ApplicationEvent(Id, Name, Fields)
{
    public override string Summary => $"Changed the application {Name}";
}

public sealed record ApplicationSuspended(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Suspended the application {Name}";
}

public sealed record ApplicationRestored(ObjectId Id, string Name) : ApplicationEvent(Id, Name)
{
    public override string Summary => $"Restored the application {Name}";
}

/// <summary>What was lost with it is told by numbers.</summary>
public sealed record ApplicationRemoved(ObjectId Id, string Name, int Assignments) : ApplicationEvent(Id, Name)
{
    public override string Summary =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Deleted the application {Name} with {Assignments:N0} {(Assignments is 1 ? "assignment" : "assignments")}"
        );
}
