using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Demo;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Storage;
using Portico.Settings;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Demo;

public sealed class AddSeededOrganizationsTests : IDisposable
{
    private static readonly SeedPlan Plan = new(30, 400, 150, 1);

    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Counters_are_what_is_there()
    {
        await SeedAsync(Plan);
        await using var db = await OpenAsync();

        var users = await db.Set<User>().GroupBy(u => u.OrganizationId).ToDictionaryAsync(g => g.Key, g => g.Count());
        var counted = await db.Set<OrganizationCounters>().ToDictionaryAsync(c => c.OrganizationId, c => c.Users);
        Assert.Equal(400, users.Values.Sum());
        Assert.Equal(150, users.Values.Max());
        Assert.Equal(users, counted);
        Assert.Equal(30, await db.Set<ManagedOrganization>().CountAsync());
        Assert.Equal(30, await db.Set<SecuritySettings>().CountAsync());
        Assert.Equal(30, (await db.Set<ProviderCounters>().SingleAsync()).Organizations);
    }

    [Fact]
    public async Task Rows_read_back_as_they_were_made()
    {
        await SeedAsync(Plan);
        await using var db = await OpenAsync();

        var organization = await db.Set<ManagedOrganization>().SingleAsync(o => o.Id == Plan.IdOf(3));
        var expected = Plan.Organization(3, portal.Northwind);
        Assert.Equal(
            (expected.Name, expected.NameKey, expected.ContactEmail, expected.CreatedAt, expected.Accent, expected.State),
            (
                organization.Name,
                organization.NameKey,
                organization.ContactEmail,
                organization.CreatedAt,
                organization.Accent,
                organization.State
            )
        );
        var user = Plan.UsersIn(expected, 3).First();
        var stored = await db.Set<User>().SingleAsync(u => u.Id == user.Id);
        Assert.Equal(
            (user.OrganizationId, user.Email, user.State, user.CreatedAt),
            (stored.OrganizationId, stored.Email, stored.State, stored.CreatedAt)
        );
        Assert.Null((await db.Set<SecuritySettings>().SingleAsync(s => s.OrganizationId == Plan.IdOf(3))).ExpiryDays);
        Assert.Equal(90, (await db.Set<SecuritySettings>().SingleAsync(s => s.OrganizationId == Plan.IdOf(4))).ExpiryDays);
    }

    [Fact]
    public async Task Visits_are_those_of_the_first_administrator()
    {
        await SeedAsync(Plan);
        await using var db = await OpenAsync();

        var visits = await db.Set<OrganizationVisit>().ToListAsync();
        Assert.Equal(12, visits.Count);
        Assert.All(visits, v => Assert.Equal(portal.Anna.Id, v.AdministratorId));
    }

    [Fact]
    public async Task Each_run_leaves_one_event_at_the_provider()
    {
        await SeedAsync(Plan, rows: 100);
        await using var db = await OpenAsync();

        var events = await db.Set<ProviderEvent>().ToListAsync();
        Assert.True(events.Count > 1);
        Assert.All(events, e => Assert.Equal("organizations-seeded", e.Type));
    }

    [Fact]
    public async Task Refuses_a_provider_that_has_organizations()
    {
        await portal.Anna.Does<AddManagedOrganization>().RunAsync(new() { Name = "Acme" });

        Assert.Equal(
            new ProviderInUse(),
            (await portal.Anna.Does<AddSeededOrganizations>().RunAsync(new() { Plan = Plan, Count = 5 })).Problem
        );
    }

    [Fact]
    public async Task Bulk_insertion_refuses_rows_outside_the_scope()
    {
        var southwind = portal.AddProvider("Southwind");
        var sam = portal.AddTechnician(southwind, "Sam", "South", Role.Administrator);
        var theirs = (await sam.Does<AddManagedOrganization>().RunAsync(new() { Name = "Theirs" })).Require().Id;
        await using var db = await OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            BulkInsert.AddAsync(db, [Plan.Organization(0, southwind)], TestContext.Current.CancellationToken)
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            BulkInsert.AddAsync(
                db,
                [
                    new User
                    {
                        OrganizationId = theirs,
                        Id = portal.NewId(),
                        Username = "eve",
                        Email = "eve@theirs.example",
                    },
                ],
                TestContext.Current.CancellationToken
            )
        );
    }

    private async Task SeedAsync(SeedPlan plan, int rows = 50_000)
    {
        foreach (var (first, count) in plan.Batches(rows))
        {
            (
                await portal
                    .Anna.Does<AddSeededOrganizations>()
                    .RunAsync(
                        new()
                        {
                            Plan = plan,
                            First = first,
                            Count = count,
                        }
                    )
            ).Require();
        }
    }

    private async Task<PorticoDb> OpenAsync()
    {
        var scope = await portal.ScopeOfAsync(ScopeKind.Provider);
        var db = portal.Services.GetRequiredService<Store>().Open(scope);
        await db.Database.BeginTransactionAsync();
        if (TestPortal.UsesPostgres)
        {
            await RowSecurity.EnterAsync(db, scope, TestContext.Current.CancellationToken);
        }

        return db;
    }
}
