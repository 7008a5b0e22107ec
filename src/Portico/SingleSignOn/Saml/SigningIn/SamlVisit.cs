using Portico.Applications;
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
    private readonly VisitQueries.Found found;

    private SamlVisit(Work work, VisitQueries.Found found) => (this.work, this.found) = (work, found);

    public Application Application => found.Application;
    public User User => found.User;

    /// <summary>Null where nothing was set up; not so once <see cref="BarrierAsync"/> found none.</summary>
    public SamlSettings? Settings => found.Settings;

    /// <summary>Set once <see cref="BarrierAsync"/> found none.</summary>
    public SamlKey? Key { get; private set; }

    private UserSession UserSession => found.UserSession;

    /// <summary>Null when there is no such application, or the session has ended.</summary>
    public static async Task<SamlVisit?> FindAsync(SamlDemand demand, Work work, CancellationToken ct)
    {
        var me = (Actor.User)work.Actor;
        var hash = demand.RequestId is { } request ? SeenSamlMessage.HashOf(request) : null;
        return await VisitQueries.Of(work).OfUser(work.Db, demand.ApplicationId, me.UserId, me.SessionId, hash, ct) is { } found
            ? new SamlVisit(work, found)
            : null;
    }

    public async Task<SamlBarrier?> BarrierAsync(CancellationToken ct)
    {
        if (!found.IsAssigned)
        {
            return SamlBarrier.NotAssigned;
        }

        if (Application.IsSuspended)
        {
            return SamlBarrier.Suspended;
        }

        var keys = new List<SamlKey>();
        await foreach (var key in VisitQueries.Of(work).KeysOf(work.Db, Application.Id).WithCancellation(ct))
        {
            keys.Add(key);
        }

        Key = keys.SigningAt(work.Now);
        return Settings is { IsSetUp: true } && Key is not null ? null : SamlBarrier.NotSetUp;
    }

    /// <summary>What the user has to do before it can be answered; null when nothing.</summary>
    public SamlDecision? StepFor(SamlDemand demand)
    {
        if (demand.IsForced && UserSession.CreatedAt < demand.At)
        {
            return new SamlDecision(Application.Name, Step: SamlStep.SignInAgain);
        }

        var needsFactor = Settings!.RequiresMfa || AuthnLevels.Answer(demand.Context, hasSecondFactor: false) is null;
        return !needsFactor || UserSession.HasSecondFactor
            ? null
            : new SamlDecision(Application.Name, Step: User.HasMfa ? SamlStep.SignInAgain : SamlStep.EnrollFactor);
    }

    /// <summary>Notes that the request is answered; false when it was before. Of two at once, the store refuses the second.</summary>
    public bool Use(SamlDemand demand)
    {
        if (demand.RequestId is null)
        {
            return true;
        }

        if (found.IsUsed)
        {
            return false;
        }

        work.Db.Add(
            new SeenSamlMessage
            {
                OrganizationId = Application.OrganizationId,
                Id = work.NewId(),
                ApplicationId = Application.Id,
                MessageHash = SeenSamlMessage.HashOf(demand.RequestId),
                // As long as what was sealed of it can come back.
                Until = demand.At + SamlDemands.Lifetime + SamlDemands.Lifetime,
            }
        );
        return true;
    }

    /// <summary>What the application knows of this session; null when the user has no name ID for it.</summary>
    public SamlSession? Session(string? format, SamlKeyring keyring)
    {
        var known = found.Told;
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
                UserSessionId = UserSession.Id,
                UserId = User.Id,
                ApplicationId = Application.Id,
                SessionIndex = SamlId.New(),
                NameId = name,
                CreatedAt = work.Now,
            };
            work.Db.Add(known);
        }
        else
        {
            work.Db.Attach(known);
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
        var end = Settings!.SessionMinutes is { } minutes ? work.Now.AddMinutes(minutes) : UserSession.ExpiresAt;
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
                AuthnInstant = UserSession.CreatedAt,
                SessionIndex = session.SessionIndex,
                SessionNotOnOrAfter = end < UserSession.ExpiresAt ? end : UserSession.ExpiresAt,
                AuthnContextClassRef = AuthnLevels.Answer(demand.Context, UserSession.HasSecondFactor)!,
                Attributes = attributes,
            },
        };
    }
}
