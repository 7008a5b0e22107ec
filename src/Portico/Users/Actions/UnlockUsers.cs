using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Callers;

namespace Portico.Users.Actions;

/// <summary>Lets users in again whom too many wrong passwords locked out.</summary>
public sealed class UnlockUsers(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (!user.IsLockedAt(work.Now))
        {
            return new NotLocked(user.FullName);
        }

        if (await CallerRules.MissingAsync(user, work, ct) is { } missing)
        {
            return missing;
        }

        user.Unlock();
        work.Record(new UserUnlocked(user.Id, user.Username));
        return null;
    }
}
