using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portico.Demo;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Storage;
using Portico.Providers;
using Portico.Tests.Support;

namespace Portico.Tests.Demo;

public sealed class SeedCommandTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        portal.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Says_what_it_made_as_json_and_its_progress_beside_it()
    {
        Assert.Equal(0, await RunAsync(new SeedPlan(5, 60, 40, 1)));

        var made = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal((5, 60), (made.GetProperty("organizations").GetInt32(), made.GetProperty("users").GetInt32()));
        Assert.Contains("5 of 5 organizations, 60 of 60 users", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_to_mix_made_up_organizations_with_others()
    {
        await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" });

        Assert.Equal(1, await RunAsync(new SeedPlan(5, 60, 0, 1)));
        Assert.Contains("has organizations already", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_the_set_up_first()
    {
        await using (var db = portal.Credentials())
        {
            db.RemoveRange(await db.Set<ProviderMembership>().ToListAsync());
            db.RemoveRange(await db.Set<ProviderCounters>().ToListAsync());
            db.RemoveRange(await db.Set<Provider>().ToListAsync());
            await db.SaveChangesAsync();
        }

        Assert.Equal(1, await RunAsync(new SeedPlan(5, 60, 0, 1)));
        Assert.Contains("porticod setup", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Theory]
    [InlineData("--organizations", "0", "--users", "5")]
    [InlineData("--organizations", "5", "--users", "5", "--largest", "6")]
    [InlineData("--organizations", "5")]
    public void Refuses_sizes_that_make_no_sense(params string[] arguments) =>
        Assert.NotEmpty(SeedCommand.Create().Parse(arguments).Errors);

    private Task<int> RunAsync(SeedPlan plan) =>
        SeedCommand.RunAsync(portal.Services, plan, output, errors, TestContext.Current.CancellationToken);
}
