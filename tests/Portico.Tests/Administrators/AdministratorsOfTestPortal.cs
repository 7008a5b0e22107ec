using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Administrators;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators;

/// <summary>What the tests of administrators look at and begin with.</summary>
internal static class AdministratorsOfTestPortal
{
    public static async Task<ObjectId> OrganizationAsync(this TestPortal portal, string name) =>
        (await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;

    /// <summary>The provider's administrator as Anna sees him.</summary>
    public static async Task<AdministratorRow> FindAsync(this TestPortal portal, ObjectId membership) =>
        (await portal.Anna.Does<GetProviderAdministrator>().RunAsync(new() { Id = membership })).Require();

    /// <summary>The organization's own administrator as Anna sees him.</summary>
    public static async Task<AdministratorRow> FindAsync(this TestPortal portal, ObjectId organization, ObjectId membership) =>
        (await portal.Anna.Does<GetOrganizationAdministrator>().RunAsync(organization, new() { Id = membership })).Require();

    /// <summary>The operation as Portico itself would run it.</summary>
    public static TOperation As<TOperation>(this TestPortal portal, Actor.Job job)
        where TOperation : notnull
    {
        var scope = portal.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(job);
        return scope.ServiceProvider.GetRequiredService<TOperation>();
    }

    /// <summary>The newest event of the provider, adding organizations aside.</summary>
    public static async Task<ProviderEvent> LastEventAsync(this TestPortal portal) =>
        (await portal.EventsAsync<ProviderEvent>(await portal.ScopeOfAsync(ScopeKind.Provider)))[^1];

    /// <summary>The newest event of the organization, its adding aside.</summary>
    public static async Task<OrganizationEvent> LastEventAsync(this TestPortal portal, ObjectId organization) =>
        (await portal.EventsAsync<OrganizationEvent>(await portal.ScopeOfAsync(ScopeKind.Organization, organization)))[^1];

    private static async Task<List<T>> EventsAsync<T>(this TestPortal portal, OrganizationScope scope)
        where T : AuditRecord
    {
        var store = portal.Services.GetRequiredService<Store>();
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: false, default);
        return await db.Set<T>().Where(e => e.Type != "organization-added").OrderBy(e => e.At).ToListAsync();
    }
}
