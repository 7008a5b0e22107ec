using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SignIn.Sessions;

namespace Portico.Administrators.Profile;

/// <summary>Ends one of one's own sessions at once, in whatever browser it is.</summary>
public sealed class RevokeSession(OperationRunner runner) : AccountOperation<RevokeSession.Request, Done>(runner)
{
    public sealed record Request
    {
        public ObjectId SessionId { get; set; }
    }

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        await work.TakeSessionsAsync(work.SignedIn.AdministratorId, ct);
        var own = work.Db.Set<Session>().Where(s => s.AdministratorId == work.SignedIn.AdministratorId);
        if (await own.FirstOrDefaultAsync(s => s.Id == request.SessionId, ct) is not { } session)
        {
            return new NothingHere();
        }

        work.Db.Remove(session);
        work.Record(
            AccountHistory.Of(session.AdministratorId, work, "session-revoked", $"Ended the session of {BrowserName.Of(session.UserAgent)}")
        );
        return Done.Instance;
    }
}

/// <summary>Ends all of one's own sessions but this one.</summary>
public sealed class RevokeOtherSessions(OperationRunner runner) : AccountOperation<Nothing, RevokeOtherSessions.Result>(runner)
{
    public sealed record Result(int Ended);

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var ended = await work.EndSessionsAsync(work.SignedIn.AdministratorId, except: work.SignedIn.SessionId, ct);
        if (ended > 0)
        {
            work.Record(AccountHistory.Of(work.SignedIn.AdministratorId, work, "sessions-revoked", "Ended all other sessions"));
        }

        return new Result(ended);
    }
}
