using Portico.Platform.Access;
using Portico.Platform.Secrets;
using Portico.SignIn.Sessions;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>Tells the caller of a request which user he is, from the token that his browser sent.</summary>
internal static class UserSessionCaller
{
    /// <summary>What the session is good for; null when there is none that lives in this portal.</summary>
    public static async Task<UserSessionStage?> IdentifyAsync(
        Caller caller,
        string? token,
        string? portal,
        FindUserSession find,
        RecordUserVisit visit,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (SecretToken.Read(token) is not { } secret || (await find.RunAsync(new(secret, portal), ct)).Value is not { } session)
        {
            return null;
        }

        var who = session.Who;
        if (
            session.LastSeenAt + RecordVisit.Interval <= clock.GetUtcNow()
            && !(await visit.RunAsync(new(who.OrganizationId, who.SessionId), ct)).Succeeded
        )
        {
            // It was ended in this very moment.
            return null;
        }

        if (session.Stage is UserSessionStage.SignedIn)
        {
            caller.Is(who);
        }
        else
        {
            caller.IsSigningIn(new UnfinishedUserSession(who.OrganizationId, who.SessionId));
        }

        return session.Stage;
    }
}
