using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Storage;

namespace Portico.Tests.Support;

/// <summary>What an operation in that scope would see of the store: for a look at what was saved.</summary>
internal sealed class StoreView(PorticoDb db, IDbContextTransaction transaction) : IAsyncDisposable
{
    public PorticoDb Db { get; } = db;

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Db.DisposeAsync();
    }
}

internal static class StoreViews
{
    /// <summary>The store as from inside the organization.</summary>
    public static Task<StoreView> InsideAsync(this TestPortal portal, ObjectId organization) =>
        portal.LookAsync(ScopeKind.Organization, organization);

    /// <summary>The store as from Northwind IT's dashboard.</summary>
    public static Task<StoreView> OnDashboardAsync(this TestPortal portal) => portal.LookAsync(ScopeKind.Provider, default);

    private static async Task<StoreView> LookAsync(this TestPortal portal, ScopeKind kind, ObjectId organization)
    {
        var store = portal.Services.GetRequiredService<Store>();
        var scope = await portal.ScopeOfAsync(kind, organization);
        var db = store.Open(scope);
        return new StoreView(db, await StoreTransaction.BeginAsync(store, db, scope, changes: false, default));
    }
}
