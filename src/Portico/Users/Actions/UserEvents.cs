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

public sealed record UserRemoved(ObjectId Id, string Username, int Sessions) : UserEvent(Id, Username)
{
    public override string Summary =>
        string.Create(CultureInfo.InvariantCulture, $"Deleted the user {Username}") + (Sessions is 0 ? "" : " and ended the open sessions");
}

public sealed record UserStateScheduled(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Planned a change of state of the user {Username}";
}

public sealed record UserStateUnscheduled(ObjectId Id, string Username, IReadOnlyList<FieldChange> Fields) : UserEvent(Id, Username, Fields)
{
    public override string Summary => $"Gave up the planned change of state of the user {Username}";
}
