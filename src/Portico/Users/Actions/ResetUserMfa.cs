using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.Users.Actions;

/// <summary>
/// Takes away the authenticator app, the passkeys and the recovery codes of users who have lost them. Where multifactor authentication is
/// required, the enrollment period begins anew.
/// </summary>
public sealed class ResetUserMfa(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.HelpUsers;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        // What the user adds or removes meanwhile is waited for, else the number of passkeys would be wrong.
        await work.TakeTurnAsync($"user:{user.Id}", ct);
        await work.Db.Entry(user).ReloadAsync(ct);
        if (await UserRefusals.OfAsync(UserActionKind.ResetMfa, user, work, ct) is { } refused)
        {
            return refused;
        }

        user.SealedTotpSecret = null;
        user.LastTotpStep = null;
        user.Passkeys = 0;
        user.MfaRequiredSince = user.MfaRequiredSince is null ? null : work.Now;
        work.Db.RemoveRange(await work.Db.Set<UserPasskey>().Where(p => p.UserId == user.Id).ToListAsync(ct));
        work.Db.RemoveRange(await work.Db.Set<UserRecoveryCode>().Where(c => c.UserId == user.Id).ToListAsync(ct));
        await UserStates.EndSessionsAsync(user, work, ct);
        work.Record(new UserMfaReset(user.Id, user.Username));
        return null;
    }
}
