using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.SignIn.Passkeys;

namespace Portico.SignIn.Sessions;

/// <summary>Finds the live session of a cookie, and who it is; asked on every request.</summary>
public sealed class FindSession(OperationRunner runner, IOptions<SignInOptions> options)
    : AccountQuery<FindSession.Request, FindSession.Result>(runner)
{
    public sealed record Request(SecretToken Token);

    /// <param name="Who">Who acts, once he is signed in; before that, whose password was right.</param>
    /// <param name="Stage">What is still missing.</param>
    /// <param name="LastSeenAt">As the store has it, at most a minute old.</param>
    public sealed record Result(Actor.Administrator Who, SessionStage Stage, DateTimeOffset LastSeenAt);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        var hash = request.Token.Hash;
        var inProvider = work.Db.Set<ProviderMembership>().Where(MfaDemand.IsOf<ProviderMembership>());
        var inOrganization = work.Db.Set<OrganizationMembership>().Where(MfaDemand.IsOf<OrganizationMembership>());
        var found = await (
            from s in work.Db.Set<Session>()
            where s.TokenHash == hash
            join a in work.Db.Set<Administrator>() on s.AdministratorId equals a.Id
            select new
            {
                Session = s,
                a.Email,
                a.FirstName,
                a.LastName,
                // In the same question as the rest, because it is asked on every request.
                HasSecondFactor = a.SealedTotpSecret != null || work.Db.Set<Passkey>().Any(p => p.AdministratorId == a.Id),
                IsSecondFactorDemanded = inProvider.Any(m => m.AdministratorId == a.Id)
                    || inOrganization.Any(m => m.AdministratorId == a.Id),
            }
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(ct);
        if (found is null || !found.Session.IsLive(work.Now, options.Value.Idle))
        {
            return new NothingHere();
        }

        if (found is { Session.Stage: SessionStage.SignedIn, HasSecondFactor: false, IsSecondFactorDemanded: true })
        {
            // A demand that came up since holds at once. Who enrolls one proves the password first: with the session
            // alone, whoever had stolen it would make the account his.
            return new NothingHere();
        }

        var name = $"{found.FirstName} {found.LastName}".Trim();
        var who = new Actor.Administrator(
            found.Session.AdministratorId,
            found.Session.Id,
            name.Length > 0 ? name : found.Email,
            found.Email
        );
        var stage = found.Session.Stage switch
        {
            SessionStage.SignedIn => SessionStage.SignedIn,
            _ when found.HasSecondFactor => SessionStage.NeedsCode,
            _ => SessionStage.NeedsEnrollment,
        };
        return new Result(who, stage, found.Session.LastSeenAt);
    }
}

/// <summary>Notes that a session is in use, and from where; asked at most once a minute for each.</summary>
public sealed class RecordVisit(OperationRunner runner) : AccountOperation<RecordVisit.Request, Done>(runner)
{
    /// <summary>How old a noted visit may be before the next is noted.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public sealed record Request(ObjectId SessionId);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Done>> HandleAsync(Request request, AccountWork work, CancellationToken ct)
    {
        if (await work.Db.Set<Session>().FirstOrDefaultAsync(s => s.Id == request.SessionId, ct) is not { } session)
        {
            return new NothingHere();
        }

        session.LastSeenAt = work.Now;
        session.Address = work.Caller.Address ?? session.Address;
        return Done.Instance;
    }
}
