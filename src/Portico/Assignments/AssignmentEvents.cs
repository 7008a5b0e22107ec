using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.Assignments;

/// <summary>What an assignment ties together, in words: what, and to whom.</summary>
/// <param name="TargetId">The user or user group.</param>
/// <param name="Whom">"the user Anna", "the user group Sales".</param>
/// <param name="WhomName">"Anna", "Sales".</param>
/// <param name="What">"the application Wiki", "the system web-1", "the system group Servers".</param>
public sealed record AssignmentEventWords(ObjectId? TargetId, string Whom, string WhomName, string What)
{
    internal static AssignmentEventWords Of(AssignmentEnds ends, AssignmentNames names)
    {
        var whom = names.Of(ends.UserId ?? ends.UserGroupId);
        var what =
            ends.ApplicationId is not null ? $"the application {names.Of(ends.ApplicationId)}"
            : ends.SystemId is not null ? $"the system {names.Of(ends.SystemId)}"
            : $"the system group {names.Of(ends.SystemGroupId)}";
        return new(ends.UserId ?? ends.UserGroupId, $"the {(ends.UserId is null ? "user group" : "user")} {whom}", whom, what);
    }
}

/// <summary>Something that happened to an assignment; told of whoever has it.</summary>
public abstract record AssignmentEvent(AssignmentEventWords Words) : AuditEvent
{
    public override ObjectId? TargetId => Words.TargetId;
    public override string TargetName => Words.WhomName;
}

public sealed record AssignmentAdded(AssignmentEventWords Words) : AssignmentEvent(Words)
{
    /// <summary>What comes with it; null for nothing.</summary>
    public string? With { get; init; }

    public override string Summary => $"Assigned {Words.What} to {Words.Whom}" + (With is null ? "" : $" with {With}");
}

public sealed record AssignmentUpdated(AssignmentEventWords Words, IReadOnlyList<FieldChange> Fields) : AssignmentEvent(Words)
{
    public override string Summary => $"Changed the assignment of {Words.What} to {Words.Whom}";
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record AssignmentRemoved(AssignmentEventWords Words) : AssignmentEvent(Words)
{
    public override string Summary => $"Took {Words.What} from {Words.Whom}";
}

/// <summary>What sudo an assignment comes with.</summary>
public static class SudoWords
{
    /// <summary>"sudo", "sudo without password"; null without.</summary>
    public static string? Of(bool isEnabled, bool withoutPassword) =>
        !isEnabled ? null
        : withoutPassword ? "sudo without password"
        : "sudo";
}
