using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Callers;

namespace Portico.Users.Actions;

/// <summary>Mails users a link to set a new password. The old one works until they do.</summary>
public sealed class ResetUserPasswords(OperationRunner runner, UserMail mail) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (user.State is not UserState.Activated)
        {
            return new NotActivated(user.FullName);
        }

        if (user.PasswordHash is null)
        {
            return new NoPasswordYet(user.FullName);
        }

        if (await UserReach.BeyondAsync(user, work, ct) is { } beyond)
        {
            return beyond;
        }

        if (await CallerRules.MissingAsync(user, work, ct) is { } missing)
        {
            return missing;
        }

        await mail.SendPasswordResetAsync(user, work, ct);
        work.Record(new UserPasswordResetSent(user.Id, user.Username, user.Email));
        return null;
    }
}
