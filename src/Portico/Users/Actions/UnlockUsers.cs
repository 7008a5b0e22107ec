using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Lets users in again whom too many wrong passwords locked out.</summary>
public sealed class UnlockUsers(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.Unlock, user, work, ct) is { } refused)
        {
            return refused;
        }

        user.Unlock();
        work.Record(new UserUnlocked(user.Id, user.Username));
        return null;
    }
}
