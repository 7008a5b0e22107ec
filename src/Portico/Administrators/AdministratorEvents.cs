using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;

namespace Portico.Administrators;

/// <summary>Something that happened to an administrator of a provider or of an organization.</summary>
public abstract record AdministratorEvent(Membership Member, string Verb) : AuditEvent
{
    // Read when the event is made: a name that changes later is not what it was called then.
    private readonly string name = Member.FullName;

    public override string Summary => $"{Verb} {Called}";
    public override ObjectId? TargetId => Member.Id;
    public override string TargetName => name;

    /// <summary>"Ben Ray (ben@example.com)".</summary>
    protected string Called => string.Equals(name, Member.Email, StringComparison.Ordinal) ? name : $"{name} ({Member.Email})";
}

public sealed record AdministratorInvited(Membership Member, IReadOnlyList<FieldChange> Fields)
    : AdministratorEvent(Member, "Invited the administrator")
{
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

/// <summary>The invited person accepted.</summary>
public sealed record AdministratorJoined(Membership Member) : AdministratorEvent(Member, "Accepted the invitation as");

/// <summary>A person gave himself another name.</summary>
public sealed record OwnNameChanged(string Old, string New) : AuditEvent
{
    public override string Summary => $"Changed the own name from {Old} to {New}";
    public override IReadOnlyList<FieldChange> Changes => [new("Name", Old, New)];
}

public sealed record InvitationResent(Membership Member) : AdministratorEvent(Member, "Sent the invitation again to");

public sealed record InvitationRevoked(Membership Member) : AdministratorEvent(Member, "Revoked the invitation of");

public sealed record AdministratorUpdated(Membership Member, IReadOnlyList<FieldChange> Fields)
    : AdministratorEvent(Member, "Changed the administrator")
{
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record AdministratorSuspended(Membership Member, IReadOnlyList<FieldChange> Fields)
    : AdministratorEvent(Member, "Suspended the administrator")
{
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record AdministratorRestored(Membership Member, IReadOnlyList<FieldChange> Fields)
    : AdministratorEvent(Member, "Restored the administrator")
{
    public override IReadOnlyList<FieldChange> Changes => Fields;
}

public sealed record AdministratorMfaResetSent(Membership Member)
    : AdministratorEvent(Member, "Sent a link to reset multifactor authentication to");

public sealed record AdministratorRemoved(Membership Member, IReadOnlyList<FieldChange> Fields)
    : AdministratorEvent(Member, "Removed the administrator")
{
    public override IReadOnlyList<FieldChange> Changes => Fields;
}
