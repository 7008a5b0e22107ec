using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Settings;
using Portico.SignIn.Sessions;
using Portico.SignIn.Tries;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.Saml.Logout;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>Starts and ends users' sessions. Each stage of a sign-in gets a session and a token of its own, so that none can be fixed beforehand.</summary>
internal static class UserSessionStart
{
    /// <summary>
    /// Ends the session that this browser has, and gives it one of the next stage. <see cref="UserSignInOver"/> when the session was
    /// ended, the password set anew or the user suspended since this operation looked: whoever does that takes the same turn.
    /// </summary>
    public static Task<Outcome<UserSignInStep>> RotateAsync(
        this AccountWork work,
        UserCredential user,
        UserSessionStage stage,
        SecuritySettings settings,
        CancellationToken ct
    ) => work.RotateAsync(user, stage, settings, goesOn: false, ct);

    /// <param name="work">The operation's.</param>
    /// <param name="user">Whose session it is.</param>
    /// <param name="stage">Of the new one.</param>
    /// <param name="settings">The organization's.</param>
    /// <param name="goesOn">It is the same sign-in under another token: what was proved in it was not proved anew.</param>
    /// <param name="ct">Ends the request.</param>
    public static async Task<Outcome<UserSignInStep>> RotateAsync(
        this AccountWork work,
        UserCredential user,
        UserSessionStage stage,
        SecuritySettings settings,
        bool goesOn,
        CancellationToken ct
    )
    {
        await work.TakeSessionsOfAsync(user, ct);
        var former = work.FormerSession();
        var ended = await work
            .Db.Set<UserSession>()
            .Where(s => former != null && s.OrganizationId == former.OrganizationId && s.Id == former.SessionId)
            .ToListAsync(ct);
        var row = work.Db.Entry(user);
        var now = await row.GetDatabaseValuesAsync(ct);
        if (
            (former is not null && ended.Count is 0)
            || !Equals(now?.GetValue<string?>(nameof(user.PasswordHash)), row.Property(u => u.PasswordHash).OriginalValue)
            || !Equals(now?.GetValue<Users.UserState>(nameof(user.State)), row.Property(u => u.State).OriginalValue)
        )
        {
            // What was done on the strength of it is not saved either.
            work.Db.ChangeTracker.Clear();
            return new UserSignInOver();
        }

        work.Db.RemoveRange(ended);
        var token = SecretToken.Create();
        var isLast = stage is UserSessionStage.SignedIn;
        var id = work.NewId();
        work.Db.Add(
            new UserSession
            {
                OrganizationId = user.OrganizationId,
                Id = id,
                UserId = user.Id,
                TokenHash = token.Hash,
                Stage = stage,
                // Whoever has a second factor is asked for it at each sign-in.
                HasSecondFactor = isLast && (goesOn ? ended.Exists(s => s.HasSecondFactor) : user.HasMfa),
                CreatedAt = work.Now,
                LastSeenAt = work.Now,
                ExpiresAt = work.Now + (isLast ? TimeSpan.FromHours(settings.SessionHours) : Session.UnfinishedLifetime),
                IdleMinutes = settings.SessionIdleMinutes,
                Address = work.Caller.Address,
                UserAgent = work.Caller.UserAgent,
            }
        );
        await SamlSessions.MoveAsync(work, user, ended, id, ct);
        foreach (var signedIn in ended.Where(s => s.UserId == user.Id && s.Stage is UserSessionStage.SignedIn))
        {
            await OpenIdSessions.MoveAsync(work.Db, signedIn, id, ct);
        }

        if (isLast)
        {
            user.LastSignInAt = work.Now;
        }

        return new UserSignInStep(stage, token, isLast ? KnownBrowser.For(user.BrowserName(), work.Caller) : null);
    }

    /// <summary>
    /// Waits until nobody else begins or ends sessions of the user. Operations inside the organization that do so take the same turn by
    /// <see cref="Work.TakeTurnAsync"/> under "sessions:" and the user's id.
    /// </summary>
    public static Task TakeSessionsOfAsync(this AccountWork work, UserCredential user, CancellationToken ct) =>
        work.TakeTurnAsync($"{user.OrganizationId}:sessions:{user.Id}", ct);

    /// <summary>Ends all sessions of a user but one; answers how many of them were signed in.</summary>
    public static async Task<int> EndSessionsAsync(this AccountWork work, UserCredential user, ObjectId? except, CancellationToken ct)
    {
        await work.TakeSessionsOfAsync(user, ct);
        var ended = await work
            .Db.Set<UserSession>()
            .Where(s => s.OrganizationId == user.OrganizationId && s.UserId == user.Id && s.Id != except)
            .ToListAsync(ct);
        await OpenIdSessions.EndAsync(work.Db, ended, work.Now, work.NewId, ct);
        work.Db.RemoveRange(ended);
        return ended.Count(s => s.Stage is UserSessionStage.SignedIn);
    }

    /// <summary>What the user's browsers are known by.</summary>
    public static string BrowserName(this UserCredential user) => $"{user.OrganizationId}:{user.Id}";

    private static UnfinishedUserSession? FormerSession(this AccountWork work) =>
        work.Caller.UnfinishedUserSession
        ?? (work.Caller.Actor is Actor.User user ? new UnfinishedUserSession(user.OrganizationId, user.SessionId) : null);
}

/// <summary>How far a user's sign-in has come, and what the browser gets for it.</summary>
/// <param name="Stage">What comes next.</param>
/// <param name="Token">Of the new session, for the cookie.</param>
/// <param name="Browser">What makes the browser a known one; only at the end.</param>
public sealed record UserSignInStep(UserSessionStage Stage, SecretToken Token, string? Browser);

/// <summary>The sign-in took too long, was ended, or never began.</summary>
public sealed record UserSignInOver() : Conflict("sign-in-over", "This sign-in has ended. Begin again with your password.");
