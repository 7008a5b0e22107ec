using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Users.Actions;

namespace Portico.Groups.Members;

public sealed record UserAddedToGroup(ObjectId Id, string Username, string Group) : UserEvent(Id, Username)
{
    public override string Summary => $"Added the user {Username} to the group {Group}";
}

public sealed record UserRemovedFromGroup(ObjectId Id, string Username, string Group) : UserEvent(Id, Username)
{
    public override string Summary => $"Took the user {Username} out of the group {Group}";
}

public sealed record SystemAddedToGroup(ObjectId Id, string Hostname, string Group) : AuditEvent
{
    public override string Summary => $"Added the system {Hostname} to the group {Group}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Hostname;
}

public sealed record SystemRemovedFromGroup(ObjectId Id, string Hostname, string Group) : AuditEvent
{
    public override string Summary => $"Took the system {Hostname} out of the group {Group}";
    public override ObjectId? TargetId => Id;
    public override string TargetName => Hostname;
}
