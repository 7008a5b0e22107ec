using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>Ends the user's session of this browser at once, finished or not.</summary>
public sealed class SignOutUser(OperationRunner runner) : AccountOperation<Nothing, Done>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var (organization, id) = work.Caller switch
        {
            { Actor: Actor.User signedIn } => (signedIn.OrganizationId, signedIn.SessionId),
            { UnfinishedUserSession: { } unfinished } => (unfinished.OrganizationId, unfinished.SessionId),
            _ => default,
        };
        var sessions = work.Db.Set<UserSession>().Where(s => s.OrganizationId == organization && s.Id == id);
        if (await sessions.FirstOrDefaultAsync(ct) is not { } session)
        {
            return Done.Instance;
        }

        await work.TakeTurnAsync($"{session.OrganizationId}:sessions:{session.UserId}", ct);
        await work.Db.Entry(session).ReloadAsync(ct);
        if (work.Db.Entry(session).State is EntityState.Detached)
        {
            // Someone else has ended it meanwhile.
            return Done.Instance;
        }

        work.Db.Remove(session);
        if (session.Stage is UserSessionStage.SignedIn && work.Caller.Actor is Actor.User user)
        {
            work.RecordIn(session.OrganizationId, new UserSignedOut(user.UserId, user.Username), new(user.UserId, user.Name));
        }

        return Done.Instance;
    }
}

public sealed record UserSignedOut(Platform.ObjectId Id, string Username) : AuditEvent
{
    public override string Summary => "Signed out of the user portal";
    public override Platform.ObjectId? TargetId => Id;
    public override string TargetName => Username;
}
