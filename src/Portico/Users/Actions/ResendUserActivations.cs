using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Sends users who have no password yet the activation mail once more; the links of earlier ones are void then.</summary>
public sealed class ResendUserActivations(OperationRunner runner, UserMail mail) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct) =>
        UserActivation.SendAsync(user, to: null, mail, work, ct);
}

/// <summary>When an activation mail may go out, and to whom.</summary>
internal static class UserActivation
{
    public static async Task<Problem?> SendAsync(User user, string? to, UserMail mail, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.SendActivation, user, work, ct) is { } refused)
        {
            return refused;
        }

        var recipient = await mail.SendActivationAsync(user, to, work, ct);
        work.Record(new UserActivationSent(user.Id, user.Username, recipient));
        return null;
    }
}
