using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Lets the passwords of users expire now: each chooses a new one at the next sign-in.</summary>
public sealed class RequireUserPasswordChange(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (user.PasswordHash is null)
        {
            return Task.FromResult<Problem?>(new NoPasswordYet(user.FullName));
        }

        if (user.PasswordExpiresAt is null || user.PasswordExpiresAt > work.Now)
        {
            user.PasswordExpiresAt = work.Now;
            work.Record(new UserPasswordExpired(user.Id, user.Username));
        }

        return Task.FromResult<Problem?>(null);
    }
}
