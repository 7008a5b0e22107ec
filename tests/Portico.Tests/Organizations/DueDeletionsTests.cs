using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Organizations;

public sealed class DueDeletionsTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
        foreach (var id in ids)
        {
            portal.AddOrganizationAdministrator(id, "Omar", $"Of{id}");
            await portal.Anna.Does<AddUser>().RunAsync(id, new() { Username = "eve", Email = "eve@example.com" });
            await portal.Anna.Does<LaunchOrganization>(portal.NewId()).RunAsync(id, Nothing.Instance);
        }

        await portal.Anna.Does<DeleteManagedOrganization>().RunAsync(new() { OrganizationId = acme, Name = "Acme" });
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Before_its_time_nothing_is_lost()
    {
        portal.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        await DeleteDueAsync();

        Assert.Equal(["Acme", "Bolt"], await NamesAsync());
    }

    [Fact]
    public async Task At_its_time_everything_of_it_goes_and_nothing_else()
    {
        portal.Clock.Advance(TimeSpan.FromDays(30));
        await DeleteDueAsync();

        Assert.Equal(["Bolt"], await NamesAsync());
        Assert.Equal(0, await RowsOfAsync(acme));
        Assert.True(await RowsOfAsync(bolt) >= 7);
        Assert.Equal(1, (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new())).Require().TotalCount);
    }

    [Fact]
    public async Task The_provider_keeps_the_event()
    {
        portal.Clock.Advance(TimeSpan.FromDays(31));
        await DeleteDueAsync();

        await using var dashboard = await portal.OnDashboardAsync();
        var kept = await dashboard.Db.Set<ProviderEvent>().SingleAsync(e => e.Type == "organization-deleted");
        Assert.Equal(("Deleted the organization Acme for good", ActorSide.Portico), (kept.Summary, kept.ActorSide));
    }

    [Fact]
    public async Task A_restored_one_stays()
    {
        await portal.Anna.Does<RestoreManagedOrganization>().RunAsync(new() { OrganizationId = acme });
        portal.Clock.Advance(TimeSpan.FromDays(60));
        await DeleteDueAsync();

        Assert.Equal(["Acme", "Bolt"], await NamesAsync());
    }

    [Fact]
    public async Task The_server_does_it_by_itself()
    {
        portal.Clock.Advance(TimeSpan.FromDays(30));
        await using var server = await TestServer.StartAsync(portal);
        for (var tries = 0; tries < 100 && (await NamesAsync()).Count > 1; tries++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(50);
        }

        Assert.Equal(["Bolt"], await NamesAsync());
    }

    private Task DeleteDueAsync() =>
        portal.Services.GetServices<IHostedService>().OfType<DueDeletions>().Single().DeleteAsync(CancellationToken.None);

    private async Task<List<string>> NamesAsync() =>
        [.. (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new())).Require().Results.Select(r => r.Name)];

    /// <summary>All rows of all tables that carry the organization, seen past every filter and policy.</summary>
    private async Task<int> RowsOfAsync(ObjectId organization)
    {
        await using var db = portal.OpenPastTheFences();
        var rows = 0;
        foreach (
            var table in db
                .Model.GetEntityTypes()
                .Where(e => typeof(IOwnedByOrganization).IsAssignableFrom(e.ClrType) && e.GetTableName() is not null)
        )
        {
            var sql = $"select count(*) as \"Value\" from {table.GetTableName()} where organization_id = '{organization}'";
#pragma warning disable EF1002 // Names of our own tables and an id.
            rows += await db.Database.SqlQueryRaw<int>(sql).SingleAsync();
#pragma warning restore EF1002
        }

        return rows;
    }
}
