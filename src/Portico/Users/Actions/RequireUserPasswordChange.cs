using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Lets the passwords of users expire now: each chooses a new one at the next sign-in.</summary>
public sealed class RequireUserPasswordChange(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.RequirePasswordChange, user, work, ct) is { } refused)
        {
            return refused;
        }

        if (user.PasswordExpiresAt is null || user.PasswordExpiresAt > work.Now)
        {
            user.PasswordExpiresAt = work.Now;
            work.Record(new UserPasswordExpired(user.Id, user.Username));
        }

        return null;
    }
}
