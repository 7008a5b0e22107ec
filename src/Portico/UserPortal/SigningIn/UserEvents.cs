using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>Something that a user did with his own account, or that was tried with it.</summary>
public abstract record OwnAccountEvent(ObjectId Id, string Username) : AuditEvent
{
    public override ObjectId? TargetId => Id;
    public override string TargetName => Username;
}

public sealed record UserSignedIn(ObjectId Id, string Username, string With) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"Signed in to the user portal with {With}";
}

public sealed record UserSignInRefused(ObjectId Id, string Username, string Why) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"A sign-in as {Username} was refused: {Why}";
}

public sealed record UserLockedOut(ObjectId Id, string Username, DateTimeOffset? Until) : OwnAccountEvent(Id, Username)
{
    public override string Summary => $"{Username} was locked out after too many wrong passwords";

    public override IReadOnlyList<FieldChange> Changes =>
        [
            new(
                "Locked until",
                Old: null,
                Until?.ToString("u", System.Globalization.CultureInfo.InvariantCulture) ?? "an administrator unlocks"
            ),
        ];
}

/// <summary>Records what users do in the activity of their organization.</summary>
internal static class UserHistory
{
    public static void RecordOf(this AccountWork work, UserCredential user, Func<ObjectId, string, OwnAccountEvent> happened) =>
        work.RecordIn(user.OrganizationId, happened(user.Id, user.Username), new AccountHolder(user.Id, user.FullName));

    /// <summary>By somebody who has not proved to be the user.</summary>
    public static void RecordAgainst(this AccountWork work, UserCredential user, Func<ObjectId, string, OwnAccountEvent> happened) =>
        work.RecordIn(user.OrganizationId, happened(user.Id, user.Username), user: null);
}
