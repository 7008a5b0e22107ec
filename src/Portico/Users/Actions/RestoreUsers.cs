using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Gives users access, whether they were staged or suspended. Whoever has no password yet gets the activation mail.</summary>
public sealed class RestoreUsers(OperationRunner runner, UserMail mail) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.Restore, user, work, ct) is { } refused)
        {
            return refused;
        }

        await UserStates.ChangeAsync(user, UserState.Activated, work, ct);
        work.Record(new UserActivated(user.Id, user.Username, work.ChangesOf(user)));
        if (user.PasswordHash is null)
        {
            await mail.SendActivationAsync(user, to: null, work, ct);
        }

        return null;
    }
}
