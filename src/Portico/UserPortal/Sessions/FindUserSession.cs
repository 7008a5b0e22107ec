using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>
/// Finds the live session of a user portal's cookie, and who it is; asked on every request. The user's and the organization's state are
/// part of the question: whoever is suspended is nobody at the very next request.
/// </summary>
public sealed class FindUserSession(OperationRunner runner) : AccountQuery<FindUserSession.Request, FindUserSession.Result>(runner)
{
    /// <param name="Token">Of the cookie.</param>
    /// <param name="Portal">The slug or id in the address, where the session must belong; null on the common page, where any does.</param>
    public sealed record Request(SecretToken Token, string? Portal);

    /// <param name="Who">Who acts, once he is signed in; before that, whose password was right.</param>
    /// <param name="Stage">What is still missing.</param>
    /// <param name="LastSeenAt">As the store has it, at most a minute old.</param>
    public sealed record Result(Actor.User Who, UserSessionStage Stage, DateTimeOffset LastSeenAt);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var hash = request.Token.Hash;
        var found = await SessionQueries.Of(work).ByToken(work.Db, hash, ct);
        if (found is null || !found.Session.IsLive(work.Now) || !found.Organization.IsAt(request.Portal))
        {
            return new NothingHere();
        }

        if (found.Session.Stage is UserSessionStage.SignedIn && MfaOfUsers.IsOverdue(found.User, found.Settings, work.Now))
        {
            // Who enrolls a factor proves the password first: with the session alone, whoever had stolen it would make the account his.
            return new NothingHere();
        }

        var (session, user) = (found.Session, found.User);
        var who = new Actor.User(user.OrganizationId, user.Id, session.Id, user.FullName, user.Username);
        return new Result(who, session.Stage, session.LastSeenAt);
    }
}

/// <summary>Notes that a user's session is in use, and from where; asked at most once a minute for each.</summary>
public sealed class RecordUserVisit(OperationRunner runner) : AccountOperation<RecordUserVisit.Request, Done>(runner)
{
    public sealed record Request(ObjectId OrganizationId, ObjectId SessionId);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var sessions = work.Db.Set<UserSession>().Where(s => s.OrganizationId == request.OrganizationId);
        if (await sessions.FirstOrDefaultAsync(s => s.Id == request.SessionId, ct) is not { } session)
        {
            return new NothingHere();
        }

        session.LastSeenAt = work.Now;
        session.Address = work.Caller.Address ?? session.Address;
        return Done.Instance;
    }
}
