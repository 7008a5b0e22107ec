using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Lets users in again whom too many wrong passwords locked out.</summary>
public sealed class UnlockUsers(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (!user.IsLockedAt(work.Now))
        {
            return Task.FromResult<Problem?>(new NotLocked(user.FullName));
        }

        user.Unlock();
        work.Record(new UserUnlocked(user.Id, user.Username));
        return Task.FromResult<Problem?>(null);
    }
}
