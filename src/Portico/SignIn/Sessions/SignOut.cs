using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.SignIn.Sessions;

/// <summary>Ends the session of this browser at once, finished or not.</summary>
public sealed class SignOut(OperationRunner runner) : AccountOperation<Nothing, Done>(runner)
{
    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var id = (work.Caller.Actor as Actor.Administrator)?.SessionId ?? work.Caller.UnfinishedSessionId;
        if (await work.Db.Set<Session>().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } session)
        {
            return Done.Instance;
        }

        await work.TakeSessionsAsync(session.AdministratorId, ct);
        await work.Db.Entry(session).ReloadAsync(ct);
        if (work.Db.Entry(session).State is EntityState.Detached)
        {
            // Someone else has ended it meanwhile.
            return Done.Instance;
        }

        work.Db.Remove(session);
        if (session.Stage is SessionStage.SignedIn)
        {
            work.Record(AccountHistory.Of(session.AdministratorId, work, "signed-out", "Signed out"));
        }

        return Done.Instance;
    }
}
