using Microsoft.EntityFrameworkCore;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Providers;

namespace Portico.Administrators.Profile;

/// <summary>Who asks: the administrator or the key of a provider, and where it may do what.</summary>
public sealed class GetCaller(OperationRunner runner) : AccountQuery<Nothing, GetCaller.Result>(runner)
{
    /// <param name="Name">The administrator's name, or that of the provider's key.</param>
    /// <param name="Administrator">Whose key it is; null for a key of the provider.</param>
    /// <param name="ApiKey">The key in use; null for whoever has signed in.</param>
    /// <param name="Provider">The place in a provider; null without one.</param>
    /// <param name="Organizations">The organizations that the administrator administers as their own.</param>
    public sealed record Result(
        string Name,
        Person? Administrator,
        KeyInUse? ApiKey,
        PlaceInProvider? Provider,
        IReadOnlyList<PlaceInOrganization> Organizations
    );

    /// <param name="Id">The id of the account.</param>
    /// <param name="FirstName">May be empty.</param>
    /// <param name="LastName">May be empty.</param>
    /// <param name="Email">Cannot be changed.</param>
    /// <param name="Version">What an edit is based on; the ETag.</param>
    public sealed record Person(ObjectId Id, string FirstName, string LastName, string Email, int Version);

    /// <param name="Id">The id of the key, not the key.</param>
    /// <param name="Name">What it is for.</param>
    public sealed record KeyInUse(ObjectId Id, string Name);

    /// <param name="Id">The provider's id.</param>
    /// <param name="Name">The provider's name.</param>
    /// <param name="Role">What it may do there.</param>
    /// <param name="AllOrganizations">Whether it reaches all organizations, or chosen ones.</param>
    public sealed record PlaceInProvider(ObjectId Id, string Name, Role Role, bool AllOrganizations);

    /// <param name="Id">The organization's id.</param>
    /// <param name="Role">What it may do there.</param>
    public sealed record PlaceInOrganization(ObjectId Id, Role Role);

    protected internal override bool NeedsSignIn => false;

    protected internal override async Task<Outcome<Result>> HandleAsync(Nothing request, AccountWork work, CancellationToken ct)
    {
        var db = work.Db;
        var key = work.Caller.Actor?.Key is { } acting ? new KeyInUse(acting.Id, acting.Name) : null;
        switch (work.Caller.Actor)
        {
            case Actor.ProviderKey program:
                var keys = db.Set<KeyMembership>().Where(m => m.Id == program.MembershipId);
                return new Result(program.Name, Administrator: null, key, await InProviderAsync(keys, work, ct), []);
            case Actor.Administrator person:
                var account = await db.Set<Administrator>().AsNoTracking().SingleAsync(a => a.Id == person.AdministratorId, ct);
                var memberships = db.Set<ProviderMembership>()
                    .Where(m => m.AdministratorId == account.Id && !m.IsSuspended && m.AcceptedAt != null);
                return new Result(
                    account.FullName,
                    new Person(account.Id, account.FirstName, account.LastName, account.Email, account.Version),
                    key,
                    await InProviderAsync(memberships, work, ct),
                    await InOrganizationsAsync(account.Id, work, ct)
                );
            default:
                return new NothingHere();
        }
    }

    private static async Task<PlaceInProvider?> InProviderAsync(IQueryable<ProviderPlace> places, AccountWork work, CancellationToken ct) =>
        await (
            from m in places
            join p in work.Db.Set<Provider>() on m.ProviderId equals p.ProviderId
            select new PlaceInProvider(p.ProviderId, p.Name, m.Role, m.AllOrganizations)
        ).FirstOrDefaultAsync(ct);

    private static Task<List<PlaceInOrganization>> InOrganizationsAsync(ObjectId account, AccountWork work, CancellationToken ct) =>
        (
            from m in work.Db.Set<OrganizationMembership>()
            where m.AdministratorId == account && !m.IsSuspended && m.AcceptedAt != null
            join o in work.Db.Set<OrganizationEntry>() on m.OrganizationId equals o.Id
            where o.State == OrganizationState.Active
            orderby o.Id
            select new PlaceInOrganization(o.Id, m.Role)
        ).ToListAsync(ct);
}
