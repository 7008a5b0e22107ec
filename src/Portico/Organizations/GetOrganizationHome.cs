using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Settings;

namespace Portico.Organizations;

/// <summary>What an organization's first page tells: what is in it, what is set up, what waits for someone, what happened last.</summary>
public sealed class GetOrganizationHome(OperationRunner runner) : OrganizationQuery<Nothing, GetOrganizationHome.Result>(runner)
{
    public sealed record Event(ObjectId Id, DateTimeOffset At, string ActorName, string? KeyName, ActorSide ActorSide, string Summary);

    /// <param name="Users">In its directory.</param>
    /// <param name="Systems">With an agent.</param>
    /// <param name="Applications">To sign in to.</param>
    /// <param name="HasContact">Whether someone is named to turn to.</param>
    /// <param name="HasLogo">Whether it has a logo.</param>
    /// <param name="HasOwnSecurity">Whether its security settings were ever changed.</param>
    /// <param name="Administrators">Its own, who can sign in.</param>
    /// <param name="Invited">Its own, whose invitation can still be accepted.</param>
    /// <param name="Expired">Its own, whose invitation ended unanswered.</param>
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
            recent
        );
    }
}
