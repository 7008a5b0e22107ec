using Microsoft.EntityFrameworkCore;
using Portico.Applications;
using Portico.Assignments;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Saml;
using Portico.Saml.Responses;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;
using Portico.Users;
using Portico.Users.Credentials;

namespace Portico.SingleSignOn.Saml.SigningIn;

/// <summary>A user at an application, in a session of the user portal.</summary>
internal sealed class SamlVisit
{
    private readonly Work work;
    private readonly UserSession userSession;

    private SamlVisit(Work work, Application application, User user, UserSession userSession)
    {
        this.work = work;
        this.userSession = userSession;
        Application = application;
        User = user;
    }

    public Application Application { get; }
    public User User { get; }

    /// <summary>Set, as the next one is, once <see cref="BarrierAsync"/> found none.</summary>
    public SamlSettings? Settings { get; private set; }
    public SamlKey? Key { get; private set; }

    /// <summary>Null when there is no such application, or the session has ended.</summary>
    public static async Task<SamlVisit?> FindAsync(ObjectId id, Work work, CancellationToken ct)
    {
        var me = (Actor.User)work.Actor;
        var application = await work.Db.Set<Application>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        var session = await work
            .Db.Set<UserSession>()
            .AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == me.SessionId && s.UserId == me.UserId, ct);
        if (application is null || session is not { Stage: UserSessionStage.SignedIn })
        {
            return null;
        }

        var user = await work.Db.Set<User>().AsNoTracking().SingleAsync(u => u.Id == me.UserId, ct);
        return new SamlVisit(work, application, user, session);
    }

    public async Task<SamlBarrier?> BarrierAsync(CancellationToken ct)
    {
        if (!await Assigned.ApplicationsOf(User.Id, work).ContainsAsync(Application.Id, ct))
        {
            return SamlBarrier.NotAssigned;
        }

        if (Application.IsSuspended)
        {
            return SamlBarrier.Suspended;
        }

        var id = Application.Id;
        Settings = await work.Db.Set<SamlSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == id, ct);
        Key = (await work.Db.Set<SamlKey>().AsNoTracking().Where(k => k.ApplicationId == id).ToListAsync(ct)).SigningAt(work.Now);
        return Settings is { IsSetUp: true } && Key is not null ? null : SamlBarrier.NotSetUp;
    }

    /// <summary>What the user has to do before it can be answered; null when nothing.</summary>
    public SamlDecision? StepFor(SamlDemand demand)
    {
        if (demand.IsForced && userSession.CreatedAt < demand.At)
        {
            return new SamlDecision(Application.Name, Step: SamlStep.SignInAgain);
        }

        var needsFactor = Settings!.RequiresMfa || AuthnLevels.Answer(demand.Context, hasSecondFactor: false) is null;
        return !needsFactor || userSession.HasSecondFactor
            ? null
            : new SamlDecision(Application.Name, Step: User.HasMfa ? SamlStep.SignInAgain : SamlStep.EnrollFactor);
    }

    /// <summary>Notes that the request is answered; false when it was before. Of two at once, the store refuses the second.</summary>
    public async Task<bool> UseAsync(SamlDemand demand, CancellationToken ct)
    {
        if (demand.RequestId is null)
        {
            return true;
        }

        var hash = SeenSamlMessage.HashOf(demand.RequestId);
        if (await work.Db.Set<SeenSamlMessage>().AnyAsync(m => m.ApplicationId == Application.Id && m.MessageHash == hash, ct))
        {
            return false;
        }

        work.Db.Add(
            new SeenSamlMessage
            {
                OrganizationId = Application.OrganizationId,
                Id = work.NewId(),
                ApplicationId = Application.Id,
                MessageHash = hash,
                // As long as what was sealed of it can come back.
                Until = demand.At + SamlDemands.Lifetime + SamlDemands.Lifetime,
            }
        );
        return true;
    }

    /// <summary>What the application knows of this session; null when the user has no name ID for it.</summary>
    public async Task<SamlSession?> SessionAsync(string? format, SamlKeyring keyring, CancellationToken ct)
    {
        var (id, application) = (userSession.Id, Application.Id);
        var known = await work.Db.Set<SamlSession>().SingleOrDefaultAsync(s => s.UserSessionId == id && s.ApplicationId == application, ct);
        if (known?.NameIdFormat is NameIdFormats.Transient && format is NameIdFormats.Transient)
        {
            return known;
        }

        if (SamlNames.ValueOf(Settings!, User, keyring) is not { } name)
        {
            return null;
        }

        if (known is null)
        {
            known = new SamlSession
            {
                OrganizationId = Application.OrganizationId,
                Id = work.NewId(),
                UserSessionId = id,
                UserId = User.Id,
                ApplicationId = application,
                SessionIndex = SamlId.New(),
                NameId = name,
                CreatedAt = work.Now,
            };
            work.Db.Add(known);
        }

        (known.NameId, known.NameIdFormat) = (name, format);
        return known;
    }

    /// <summary>SAML core §3.4.1: the answer is about the one who was asked for, or about nobody.</summary>
    public SamlStatus StatusFor(SamlDemand demand, SamlSession session) =>
        demand.Subject is { } subject && !string.Equals(subject, session.NameId, StringComparison.Ordinal)
            ? SamlStatus.UnknownPrincipal
            : SamlStatus.Success;

    public SamlResponse Respond(SamlDemand demand, SamlSession session, string entityId, IReadOnlyList<SamlAttributeValues> attributes)
    {
        var end = Settings!.SessionMinutes is { } minutes ? work.Now.AddMinutes(minutes) : userSession.ExpiresAt;
        return new SamlResponse
        {
            Id = SamlId.New(),
            Issuer = entityId,
            Destination = SamlReply.AcsOf(demand, Settings),
            IssueInstant = work.Now,
            InResponseTo = demand.RequestId,
            Assertion = new SamlAssertion
            {
                Id = SamlId.New(),
                Audience = Settings.EntityId,
                NameId = session.NameIdOf(entityId, Settings.EntityId),
                AuthnInstant = userSession.CreatedAt,
                SessionIndex = session.SessionIndex,
                SessionNotOnOrAfter = end < userSession.ExpiresAt ? end : userSession.ExpiresAt,
                AuthnContextClassRef = AuthnLevels.Answer(demand.Context, userSession.HasSecondFactor)!,
                Attributes = attributes,
            },
        };
    }
}
