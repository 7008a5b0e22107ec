using System.Globalization;
using Portico.Platform;
using Portico.Platform.Audit;

namespace Portico.Users.Actions;

/// <summary>Something that happened to one user.</summary>
public abstract record UserEvent(ObjectId Id, string Username, IReadOnlyList<FieldChange>? Fields = null) : AuditEvent
{
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
    public override IReadOnlyList<FieldChange> Changes => Fields ?? [];
}

public sealed record UserSuspended(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Suspended the user {Username}";
}

public sealed record UserActivated(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Gave access to the user {Username}";
}

public sealed record UserUnlocked(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"Unlocked the user {Username}";
}

public sealed record UserPasswordResetSent(ObjectId Id, string Username, string Email) : UserEvent(Id, Username)
{
    public override string Summary => $"Sent the user {Username} a link to set a new password, to {Email}";
}

public sealed record UserPasswordExpired(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"Asked the user {Username} for a new password at the next sign-in";
}

public sealed record UserPasswordSet(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"Set a password for the user {Username}";
}

public sealed record UserMfaReset(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"Took the authenticator app, passkeys and recovery codes of the user {Username} away";
}

public sealed record UserMfaRequired(ObjectId Id, string Username) : UserEvent(Id, Username)
{
    public override string Summary => $"Required multifactor authentication of the user {Username}";
}

public sealed record UserActivationSent(ObjectId Id, string Username, string Email) : UserEvent(Id, Username)
{
    public override string Summary => $"Sent the user {Username} an activation mail, to {Email}";
}

/// <summary>What went with the user is told by numbers.</summary>
public sealed record UserRemoved(ObjectId Id, string Username, int Groups, int Assignments, int Sessions) : UserEvent(Id, Username)
{
    public override string Summary =>
        Lost is [] ? $"Deleted the user {Username}" : $"Deleted the user {Username} with {string.Join(", ", Lost)}";

    private string[] Lost =>
        [
            .. Counted(Groups, "membership", "memberships"),
            .. Counted(Assignments, "assignment", "assignments"),
            .. Counted(Sessions, "open session", "open sessions"),
        ];

    private static IEnumerable<string> Counted(int count, string one, string many) =>
        count is 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count is 1 ? one : many)}")];
}

public sealed record UserStateScheduled(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Planned a change of state of the user {Username}";
}

public sealed record UserStateUnscheduled(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Gave up the planned change of state of the user {Username}";
}
