using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Applications;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.SingleSignOn.Saml.Keys;
using Portico.SingleSignOn.Saml.Settings;

namespace Portico.Organizations;

/// <summary>What an organization's first page tells: what is in it, what is set up, what waits for someone, what happened last.</summary>
public sealed class GetOrganizationHome(OperationRunner runner) : OrganizationQuery<Nothing, GetOrganizationHome.Result>(runner)
{
    public sealed record Event(ObjectId Id, DateTimeOffset At, string ActorName, string? KeyName, ActorSide ActorSide, string Summary);

    /// <param name="Application">Whose sign-in ends with it.</param>
    /// <param name="Name">Of the application.</param>
    /// <param name="EndsAt">When.</param>
    /// <param name="IsPeers">Whether it is the service provider's own.</param>
    public sealed record Ending(ObjectId Application, string Name, DateTimeOffset EndsAt, bool IsPeers);

    /// <param name="Users">In its directory.</param>
    /// <param name="Systems">With an agent.</param>
    /// <param name="Applications">To sign in to.</param>
    /// <param name="HasContact">Whether someone is named to turn to.</param>
    /// <param name="HasLogo">Whether it has a logo.</param>
    /// <param name="HasOwnSecurity">Whether its security settings were ever changed.</param>
    /// <param name="Administrators">Its own, who can sign in.</param>
    /// <param name="Invited">Its own, whose invitation can still be accepted.</param>
    /// <param name="Expired">Its own, whose invitation ended unanswered.</param>
    /// <param name="EndingCertificates">Of applications, that sign or are the service provider's, and end within 60 days or have ended.</param>
    /// <param name="Recent">The last five events, newest first.</param>
    public sealed record Result(
        int Users,
        int Systems,
        int Applications,
        bool HasContact,
        bool HasLogo,
        bool HasOwnSecurity,
        int Administrators,
        int Invited,
        int Expired,
        IReadOnlyList<Ending> EndingCertificates,
        IReadOnlyList<Event> Recent
    );

    protected internal override Permission Needs => Permission.View;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, Work work, CancellationToken ct)
    {
        var organization = await (
            from o in work.Db.Set<ManagedOrganization>()
            join counters in work.Db.Set<OrganizationCounters>() on o.Id equals counters.OrganizationId
            join security in work.Db.Set<SecuritySettings>() on o.Id equals security.OrganizationId
            select new
            {
                counters.Users,
                counters.Systems,
                counters.Applications,
                HasContact = o.ContactName != null || o.ContactEmail != null,
                HasLogo = o.LogoHash != null,
                HasOwnSecurity = security.Version > 0,
            }
        ).SingleAsync(ct);
        var own = work.Db.Set<OrganizationMembership>();
        var ended = work.Now - AccountLinks.InvitationLifetime;
        var recent = await work
            .Db.Set<OrganizationEvent>()
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id)
            .Take(5)
            .Select(e => new Event(e.Id, e.At, e.ActorName, e.KeyName, e.ActorSide, e.Summary))
            .ToListAsync(ct);
        return new Result(
            organization.Users,
            organization.Systems,
            organization.Applications,
            organization.HasContact,
            organization.HasLogo,
            organization.HasOwnSecurity,
            await own.CountAsync(m => m.AcceptedAt != null && !m.IsSuspended, ct),
            await own.CountAsync(m => m.AcceptedAt == null && m.InvitedAt > ended, ct),
            await own.CountAsync(m => m.AcceptedAt == null && m.InvitedAt <= ended, ct),
            organization.Applications > 0 ? await EndingAsync(work, ct) : [],
            recent
        );
    }

    /// <summary>The first few; who mends those sees the next.</summary>
    private static async Task<IReadOnlyList<Ending>> EndingAsync(Work work, CancellationToken ct)
    {
        var soon = work.Now.AddDays(CertificateEnds.SoonDays);
        var keys = await (
            from k in work.Db.Set<SamlKey>().InUse()
            where k.NotAfter <= soon
            join a in work.Db.Set<Application>() on k.ApplicationId equals a.Id
            orderby k.NotAfter
            select new Ending(a.Id, a.Name, k.NotAfter, false)
        )
            .Take(3)
            .ToListAsync(ct);
        var peers = await (
            from s in work.Db.Set<SamlSettings>()
            where s.PeerCertificateEndsAt <= soon
            join a in work.Db.Set<Application>() on s.ApplicationId equals a.Id
            orderby s.PeerCertificateEndsAt
            select new Ending(a.Id, a.Name, s.PeerCertificateEndsAt!.Value, true)
        )
            .Take(3)
            .ToListAsync(ct);
        return [.. keys.Concat(peers).OrderBy(e => e.EndsAt).Take(3)];
    }
}
