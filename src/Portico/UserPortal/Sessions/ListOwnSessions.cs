using Microsoft.EntityFrameworkCore;
using Portico.Administrators.Profile;
using Portico.Platform;
using Portico.Platform.Operations;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.UserPortal.SigningIn;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>The browsers in which the user is signed in, this one first, then the one used last.</summary>
public sealed class ListOwnSessions(OperationRunner runner) : AccountQuery<Nothing, IReadOnlyList<ListOwnSessions.Row>>(runner)
{
    /// <param name="Id">For ending it.</param>
    /// <param name="Browser">"Firefox on Windows".</param>
    /// <param name="Address">The network address it came from last.</param>
    /// <param name="SignedInAt">When it began.</param>
    /// <param name="LastSeenAt">Right to the minute.</param>
    /// <param name="IsThis">The one that asks.</param>
    public sealed record Row(
        ObjectId Id,
        string Browser,
        string? Address,
        DateTimeOffset SignedInAt,
        DateTimeOffset LastSeenAt,
        bool IsThis
    );

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<IReadOnlyList<Row>>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var me = work.User;
        var sessions = await work
            .Db.Set<UserSession>()
            .AsNoTracking()
            .Where(s => s.OrganizationId == me.OrganizationId && s.UserId == me.UserId && s.Stage == UserSessionStage.SignedIn)
            .Where(s => s.ExpiresAt > work.Now)
            .OrderByDescending(s => s.Id == me.SessionId)
            .ThenByDescending(s => s.LastSeenAt)
            .Take(100)
            .ToListAsync(ct);
        return (List<Row>)
            [
                .. from s in sessions
                where s.IsLive(work.Now)
                select new Row(s.Id, BrowserName.Of(s.UserAgent), s.Address, s.CreatedAt, s.LastSeenAt, s.Id == me.SessionId),
            ];
    }
}

/// <summary>Ends one of the user's own sessions at once, in whatever browser it is.</summary>
public sealed class EndOwnSession(OperationRunner runner) : AccountOperation<EndOwnSession.Request, Done>(runner)
{
    public sealed record Request
    {
        public ObjectId SessionId { get; set; }
    }

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var me = work.User;
        await work.TakeTurnAsync($"{me.OrganizationId}:sessions:{me.UserId}", ct);
        var own = work.Db.Set<UserSession>().Where(s => s.OrganizationId == me.OrganizationId && s.UserId == me.UserId);
        if (await own.FirstOrDefaultAsync(s => s.Id == request.SessionId, ct) is not { } session)
        {
            return new NothingHere();
        }

        await OpenIdSessions.EndAsync(work.Db, [session], work.Now, work.NewId, ct);
        work.Db.Remove(session);
        var ended = new UserSessionsEnded(me.UserId, me.Username, $"Ended the session of {BrowserName.Of(session.UserAgent)}");
        work.RecordIn(me.OrganizationId, ended, new AccountHolder(me.UserId, me.Name));
        return Done.Instance;
    }
}

/// <summary>Ends all of the user's own sessions but this one.</summary>
public sealed class EndOtherSessions(OperationRunner runner) : AccountOperation<Nothing, EndOtherSessions.Result>(runner)
{
    public sealed record Result(int Ended);

    protected internal override bool NeedsSignIn => false;

    protected internal override bool NeedsUser => true;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var me = work.User;
        var user = await work.Db.Set<UserCredential>().SingleAsync(u => u.OrganizationId == me.OrganizationId && u.Id == me.UserId, ct);
        var ended = await work.EndSessionsAsync(user, except: me.SessionId, ct);
        if (ended > 0)
        {
            work.RecordOf(user, (id, name) => new UserSessionsEnded(id, name, "Ended all other sessions"));
        }

        return new Result(ended);
    }
}

public sealed record UserSessionsEnded(ObjectId Id, string Username, string What) : OwnAccountEvent(Id, Username)
{
    public override string Summary => What;
}
