using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;

namespace Portico.SignIn;

/// <summary>Where the person who has signed in may go: the provider's dashboard, and the organizations of his own.</summary>
public sealed class GetLandingPlaces(OperationRunner runner) : AccountQuery<Nothing, GetLandingPlaces.Result>(runner)
{
    /// <param name="HasDashboard">He works for a provider.</param>
    /// <param name="Organizations">Those that he administers as their own, and that people may enter.</param>
    public sealed record Result(bool HasDashboard, IReadOnlyList<ObjectId> Organizations);

    protected internal override bool NeedsSignIn => true;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var me = work.SignedIn.AdministratorId;
        var hasDashboard = await work
            .Db.Set<ProviderMembership>()
            .AnyAsync(m => m.AdministratorId == me && !m.IsSuspended && m.AcceptedAt != null, ct);
        var organizations = await (
            from m in work.Db.Set<OrganizationMembership>()
            where m.AdministratorId == me && !m.IsSuspended && m.AcceptedAt != null
            join o in work.Db.Set<OrganizationEntry>() on m.OrganizationId equals o.Id
            where o.State == OrganizationState.Active
            orderby o.Id
            select o.Id
        ).ToListAsync(ct);
        return new Result(hasDashboard, organizations);
    }
}
