using Microsoft.EntityFrameworkCore;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.UserPortal.Sessions;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.UserPortal.SigningIn;

/// <summary>The sign-in to a user portal that this browser has begun: the password was right, and something is still missing.</summary>
/// <param name="Stage">What is missing.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Settings">His organization's.</param>
internal sealed record UnfinishedUserSignIn(UserSessionStage Stage, UserCredential User, SecuritySettings Settings)
{
    /// <summary>Null when it is over.</summary>
    public static async Task<UnfinishedUserSignIn?> FindAsync(AccountWork work, CancellationToken ct)
    {
        if (work.Caller.UnfinishedUserSession is not { } begun)
        {
            return null;
        }

        var found = await (
            from s in work.Db.Set<UserSession>()
            where s.OrganizationId == begun.OrganizationId && s.Id == begun.SessionId
            join u in work.Db.Set<UserCredential>() on new { s.OrganizationId, Id = s.UserId } equals new { u.OrganizationId, u.Id }
            where u.State == UserState.Activated
            select new { Session = s, User = u }
        ).FirstOrDefaultAsync(ct);
        return found is null || !found.Session.IsLive(work.Now)
            ? null
            : new UnfinishedUserSignIn(found.Session.Stage, found.User, await work.SettingsOfAsync(begun.OrganizationId, ct));
    }

    /// <summary>The same, waiting for this, with nobody else at the user's codes and tries.</summary>
    public static async Task<UnfinishedUserSignIn?> TakeAsync(AccountWork work, UserSessionStage stage, CancellationToken ct)
    {
        if (await FindAsync(work, ct) is not { } found || found.Stage != stage)
        {
            return null;
        }

        await work.TakeUserAsync(found.User, ct);
        return found;
    }
}

/// <summary>What the sign-in of this browser still needs.</summary>
public sealed class GetUnfinishedUserSignIn(OperationRunner runner) : AccountQuery<Nothing, GetUnfinishedUserSignIn.Result>(runner)
{
    /// <param name="Stage">What comes next.</param>
    /// <param name="Username">Who is signing in.</param>
    /// <param name="Email">For rules about it.</param>
    /// <param name="HasAuthenticator">An authenticator app is set up.</param>
    /// <param name="HasPasskey">There is a passkey.</param>
    public sealed record Result(UserSessionStage Stage, string Username, string Email, bool HasAuthenticator, bool HasPasskey);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct) =>
        await UnfinishedUserSignIn.FindAsync(work, ct) is { User: var user } found
            ? new Result(found.Stage, user.Username, user.Email, user.SealedTotpSecret is not null, user.Passkeys > 0)
            : new UserSignInOver();
}
