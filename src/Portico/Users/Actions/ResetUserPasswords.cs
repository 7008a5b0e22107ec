using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Mails users a link to set a new password. The old one works until they do.</summary>
public sealed class ResetUserPasswords(OperationRunner runner, UserMail mail) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.ResetPassword, user, work, ct) is { } refused)
        {
            return refused;
        }

        await mail.SendPasswordResetAsync(user, work, ct);
        work.Record(new UserPasswordResetSent(user.Id, user.Username, user.Email));
        return null;
    }
}
