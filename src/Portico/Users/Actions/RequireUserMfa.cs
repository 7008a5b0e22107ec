using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.Users.Actions;

/// <summary>Requires multifactor authentication of users, whatever the organization's settings say. The enrollment period begins now.</summary>
public sealed class RequireUserMfa(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.RequireMfa, user, work, ct) is { } refused)
        {
            return refused;
        }

        user.RequiresMfa = true;
        user.MfaRequiredSince ??= work.Now;
        work.Record(new UserMfaRequired(user.Id, user.Username));
        return null;
    }
}
