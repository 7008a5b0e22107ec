using Portico.Platform;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Runs the operation that an action is, on users of one organization.</summary>
public sealed class ChosenAction(
    SuspendUsers suspend,
    RestoreUsers restore,
    UnlockUsers unlock,
    ResetUserPasswords resetPassword,
    RequireUserPasswordChange requirePassword,
    ResetUserMfa resetMfa,
    RequireUserMfa requireMfa,
    ResendUserActivations sendActivation,
    RemoveUsers remove
)
{
    /// <param name="action">Which it is.</param>
    /// <param name="organization">Whose users they are.</param>
    /// <param name="users">With their number, which deleting asks for.</param>
    /// <param name="ct">Ends it early.</param>
    public Task<Outcome<UserResults>> RunAsync(
        UserActionKind action,
        ObjectId organization,
        RemoveUsers.Request users,
        CancellationToken ct = default
    )
    {
        var chosen = new UserSelection { Ids = users.Ids };
        return action switch
        {
            UserActionKind.Suspend => suspend.RunAsync(organization, chosen, ct),
            UserActionKind.Restore => restore.RunAsync(organization, chosen, ct),
            UserActionKind.Unlock => unlock.RunAsync(organization, chosen, ct),
            UserActionKind.ResetPassword => resetPassword.RunAsync(organization, chosen, ct),
            UserActionKind.RequirePasswordChange => requirePassword.RunAsync(organization, chosen, ct),
            UserActionKind.ResetMfa => resetMfa.RunAsync(organization, chosen, ct),
            UserActionKind.RequireMfa => requireMfa.RunAsync(organization, chosen, ct),
            UserActionKind.SendActivation => sendActivation.RunAsync(organization, chosen, ct),
            _ => remove.RunAsync(organization, users, ct),
        };
    }
}
