using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.Users.Credentials;

namespace Portico.Users.Actions;

/// <summary>Takes away the access of users, and signs them out everywhere at once. Nothing is lost.</summary>
public sealed class SuspendUsers(OperationRunner runner) : UserAction<UserSelection>(runner)
{
    protected internal override Permission Needs => Permission.ManageDirectory;

    private protected override async Task<Problem?> DoAsync(User user, UserSelection request, Work work, CancellationToken ct)
    {
        if (await UserRefusals.OfAsync(UserActionKind.Suspend, user, work, ct) is { } refused)
        {
            return refused;
        }

        await UserStates.ChangeAsync(user, UserState.Suspended, work, ct);
        work.Record(new UserSuspended(user.Id, user.Username, work.ChangesOf(user)));
        return null;
    }
}

/// <summary>Moves users between states.</summary>
internal static class UserStates
{
    /// <summary>Sets the state; a state planned for later is given up, and whoever loses access is signed out.</summary>
    public static async Task ChangeAsync(User user, UserState state, Work work, CancellationToken ct)
    {
        user.State = state;
        user.ScheduledState = null;
        user.ScheduledStateAt = null;
        if (state is not UserState.Activated)
        {
            await EndSessionsAsync(user, work, ct);
        }
    }

    /// <summary>Signs a user out everywhere.</summary>
    public static async Task EndSessionsAsync(User user, Work work, CancellationToken ct)
    {
        // The turn of a sign-in too: none may begin behind this one's back with what is taken away here.
        await work.TakeTurnAsync($"sessions:{user.Id}", ct);
        var ending = await work.Db.Set<UserSession>().Where(s => s.UserId == user.Id).ToListAsync(ct);
        await OpenIdSessions.EndAsync(work.Db, ending, work.Now, work.NewId, ct);
        await OpenIdSessions.RevokeAsync(work.Db, user.OrganizationId, user.Id, ct);
        work.Db.RemoveRange(ending);
    }
}
