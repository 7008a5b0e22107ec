using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Portico.Administrators.ProviderSide;
using Portico.Organizations;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Storage;

/// <summary>A store of an earlier version goes on with all that is in it.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task From_before_there_were_API_keys_everybody_keeps_his_place()
    {
        await portal.AddOrganizationsAsync("Acme");
        var owner = portal.Database is { } database ? PostgresServer.Owner(database) : null;
        var schema = new StoreSchema(portal.Services.GetRequiredService<Store>());
        await using (var older = schema.Open(owner))
        {
            await older.GetService<IMigrator>().MigrateAsync("Initial");
        }

        await schema.MigrateAsync(owner);

        Assert.Equal(1, (await portal.Anna.Does<ListProviderAdministrators>().RunAsync(new())).Require().TotalCount);
        Assert.Equal(1, (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new())).Require().TotalCount);
    }
}
