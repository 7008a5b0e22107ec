using Microsoft.EntityFrameworkCore;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SingleSignOn.OpenIdConnect.Logout;
using Portico.SingleSignOn.Saml.Logout;
using Portico.Users.Credentials;

namespace Portico.UserPortal.Sessions;

/// <summary>Ends the user's session of this browser at once, finished or not.</summary>
public sealed class SignOutUser(OperationRunner runner, OpenIdFrontChannel frontChannel)
    : AccountOperation<SignOutUser.Request, SignOutUser.Result>(runner)
{
    /// <param name="Then">Where the browser goes when all applications are told; null for the portal's door.</param>
    public sealed record Request(string? Then = null);

    /// <param name="Logout">Under which applications that know of the session are told that it ended; null when there is none.</param>
    /// <param name="Frames">What the browser opens in frames first, to tell others.</param>
    public sealed record Result(SecretToken? Logout, IReadOnlyList<string> Frames);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
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
            return new Result(Logout: null, []);
        }

        await work.TakeTurnAsync($"{session.OrganizationId}:sessions:{session.UserId}", ct);
        await work.Db.Entry(session).ReloadAsync(ct);
        if (work.Db.Entry(session).State is EntityState.Detached)
        {
            // Someone else has ended it meanwhile.
            return new Result(Logout: null, []);
        }

        var logout = await SamlSessions.BeginLogoutAsync(work, [session], initiator: null, ct, request.Then);
        var frames = await frontChannel.AddressesAsync(work.Db, [session], ct);
        await OpenIdSessions.EndAsync(work.Db, [session], work.Now, work.NewId, ct);
        work.Db.Remove(session);
        if (session.Stage is UserSessionStage.SignedIn && work.Caller.Actor is Actor.User user)
        {
            work.RecordIn(session.OrganizationId, new UserSignedOut(user.UserId, user.Username), new(user.UserId, user.Name));
        }

        return new Result(logout, frames);
    }
}

public sealed record UserSignedOut(Platform.ObjectId Id, string Username) : AuditEvent
{
    public override string Summary => "Signed out of the user portal";
    public override Platform.ObjectId? TargetId => Id;
    public override string TargetName => Username;
}
