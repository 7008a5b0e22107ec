using Portico.Platform.Access;
using Portico.Platform.Secrets;

namespace Portico.SignIn.Sessions;

/// <summary>Tells the caller of a request who he is, from the token that his browser sent.</summary>
internal static class SessionCaller
{
    /// <summary>What the session is good for; null when there is none that lives.</summary>
    public static async Task<SessionStage?> IdentifyAsync(
        Caller caller,
        string? token,
        FindSession find,
        RecordVisit visit,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (SecretToken.Read(token) is not { } secret || (await find.RunAsync(new(secret), ct)).Value is not { } session)
        {
            return null;
        }

        var id = session.Who.SessionId!.Value;
        if (session.LastSeenAt + RecordVisit.Interval <= clock.GetUtcNow() && !(await visit.RunAsync(new(id), ct)).Succeeded)
        {
            // It was revoked in this very moment.
            return null;
        }

        if (session.Stage is SessionStage.SignedIn)
        {
            caller.Is(session.Who);
        }
        else
        {
            caller.IsSigningIn(id);
        }

        return session.Stage;
    }
}
