using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Callers;

namespace Portico.Users.Actions;

/// <summary>What is done to users, one or many.</summary>
public enum UserActionKind
{
    Suspend,
    Restore,
    Unlock,
    ResetPassword,
    RequirePasswordChange,
    ResetMfa,
    RequireMfa,
    SendActivation,
    Remove,
}

/// <summary>What stands in the way of an action, as whoever acts is told and as a preview says it before.</summary>
internal static class UserRefusals
{
    /// <summary>What a role must grant for it.</summary>
    public static Permission NeedsOf(UserActionKind action) =>
        action
            is UserActionKind.Unlock
                or UserActionKind.ResetPassword
                or UserActionKind.RequirePasswordChange
                or UserActionKind.ResetMfa
                or UserActionKind.SendActivation
            ? Permission.HelpUsers
            : Permission.ManageDirectory;

    /// <summary>Why it is not done to this user; null when it is.</summary>
    public static async Task<Problem?> OfAsync(UserActionKind action, User user, Work work, CancellationToken ct) =>
        OfStanding(action, user, work.Now) is { } standing ? standing
        : ReachesAccount(action) && await UserReach.BeyondAsync(user, work, ct) is { } beyond ? beyond
        : ForCallers(action) ? await CallerRules.MissingAsync(user, work, ct)
        : null;

    private static Problem? OfStanding(UserActionKind action, User user, DateTimeOffset now) =>
        action switch
        {
            UserActionKind.Suspend when user.State is UserState.Suspended => new AlreadySuspended(user.FullName),
            UserActionKind.Restore when user.State is UserState.Activated => new AlreadyActivated(user.FullName),
            UserActionKind.Unlock when !user.IsLockedAt(now) => new NotLocked(user.FullName),
            UserActionKind.ResetPassword when user.State is not UserState.Activated => new NotActivated(user.FullName),
            UserActionKind.ResetPassword or UserActionKind.RequirePasswordChange when user.PasswordHash is null => new NoPasswordYet(
                user.FullName
            ),
            UserActionKind.ResetMfa when !user.HasMfa => new NoMfaEnrolled(user.FullName),
            UserActionKind.RequireMfa when user.RequiresMfa => new MfaRequiredAlready(user.FullName),
            UserActionKind.SendActivation when user.PasswordHash is not null => new HasPassword(user.FullName),
            UserActionKind.SendActivation when user.State is not UserState.Activated => new NotActivated(user.FullName),
            _ => null,
        };

    /// <summary>Whether it is done for people who call, and say who they are.</summary>
    private static bool ForCallers(UserActionKind action) =>
        action is UserActionKind.Unlock or UserActionKind.ResetPassword or UserActionKind.ResetMfa;

    /// <summary>Whether it could let whoever acts into the account.</summary>
    private static bool ReachesAccount(UserActionKind action) =>
        action is UserActionKind.ResetPassword or UserActionKind.ResetMfa or UserActionKind.SendActivation;
}
