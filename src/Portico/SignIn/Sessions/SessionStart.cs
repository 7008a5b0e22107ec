using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.Tries;

namespace Portico.SignIn.Sessions;

/// <summary>Starts and ends sessions. Each stage of a sign-in gets a session and a token of its own, so that none can be fixed beforehand.</summary>
internal static class SessionStart
{
    /// <summary>
    /// Ends the session that this browser has, and gives it one of the next stage. <see cref="SignInOver"/> when the session was ended,
    /// or the password set anew, since this operation looked: whoever ends all sessions of an account takes the same turn, and none
    /// may begin behind his back with what he has just taken away.
    /// </summary>
    public static async Task<Outcome<SignInStep>> RotateAsync(
        this AccountWork work,
        Administrator account,
        SessionStage stage,
        SignInOptions options,
        CancellationToken ct
    )
    {
        await work.TakeSessionsAsync(account.Id, ct);
        var former = work.Caller.UnfinishedSessionId ?? (work.Caller.Actor as Actor.Administrator)?.SessionId;
        var ended = await work.Db.Set<Session>().Where(s => s.Id == former).ToListAsync(ct);
        var passwordHash = await work.Db.Set<Administrator>().Where(a => a.Id == account.Id).Select(a => a.PasswordHash).SingleAsync(ct);
        var readHash = work.Db.Entry(account).Property(a => a.PasswordHash).OriginalValue;
        if ((former is not null && ended.Count is 0) || !string.Equals(passwordHash, readHash, StringComparison.Ordinal))
        {
            // What was done on the strength of it is not saved either.
            work.Db.ChangeTracker.Clear();
            return new SignInOver();
        }

        work.Db.RemoveRange(ended);
        var token = SecretToken.Create();
        var lifetime = stage is SessionStage.SignedIn ? options.Absolute : Session.UnfinishedLifetime;
        work.Db.Add(
            new Session
            {
                Id = work.NewId(),
                AdministratorId = account.Id,
                TokenHash = token.Hash,
                Stage = stage,
                CreatedAt = work.Now,
                LastSeenAt = work.Now,
                ExpiresAt = work.Now + lifetime,
                Address = work.Caller.Address,
                UserAgent = work.Caller.UserAgent,
            }
        );
        return new SignInStep(stage, token, stage is SessionStage.SignedIn ? KnownBrowser.For(account.Email, work.Caller) : null);
    }

    /// <summary>
    /// Waits until nobody else begins or ends sessions of the account. Whoever does takes this turn before looking at them: else one
    /// that ends at the wrong moment would make it fail to end all.
    /// </summary>
    public static Task TakeSessionsAsync(this AccountWork work, ObjectId account, CancellationToken ct) =>
        work.TakeTurnAsync($"sessions:{account}", ct);

    /// <summary>Ends all sessions of an account but one.</summary>
    public static async Task<int> EndSessionsAsync(this AccountWork work, ObjectId account, ObjectId? except, CancellationToken ct)
    {
        await work.TakeSessionsAsync(account, ct);
        var ended = await work.Db.Set<Session>().Where(s => s.AdministratorId == account && s.Id != except).ToListAsync(ct);
        work.Db.RemoveRange(ended);
        return ended.Count(s => s.Stage is SessionStage.SignedIn);
    }
}

/// <summary>How far a sign-in has come, and what the browser gets for it.</summary>
/// <param name="Stage">What comes next.</param>
/// <param name="Token">Of the new session, for the cookie.</param>
/// <param name="Browser">What makes the browser a known one; only at the end.</param>
public sealed record SignInStep(SessionStage Stage, SecretToken Token, string? Browser);
