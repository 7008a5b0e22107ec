using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Platform.Storage;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.OrganizationSide;

public sealed class ListProviderStaffWithAccessTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private Person omar = null!;

    public async ValueTask InitializeAsync()
    {
        portal.Clock.Advance(TimeSpan.FromDays(1));
        acme = await portal.OrganizationAsync("Acme");
        omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Shows_those_of_the_provider_who_may_enter_and_nobody_else()
    {
        var bolt = await portal.OrganizationAsync("Bolt");
        portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.HelpDesk, acme, bolt);
        portal.AddTechnician(portal.Northwind, "Dora", "Elsewhere", Role.HelpDesk, bolt);
        portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var sue = portal.AddTechnician(portal.Northwind, "Sue", "Suspended", Role.Administrator);
        await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(new() { Id = sue.MembershipId });
        await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = "ivy@example.com" });

        Assert.Equal(
            [("Anna Admin", Role.Administrator), ("Carl Chosen", Role.HelpDesk)],
            (await List()).Results.Select(r => (r.Name, r.Role))
        );
    }

    [Fact]
    public async Task Access_to_all_begins_with_the_organization()
    {
        Assert.Equal(portal.Clock.GetUtcNow(), Assert.Single((await List()).Results).Since);
    }

    [Fact]
    public async Task Access_begins_when_it_was_given()
    {
        var bolt = await portal.OrganizationAsync("Bolt");
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.HelpDesk, bolt);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var given = portal.Clock.GetUtcNow();
        await Update(carl, r => r.AddedOrganizations = [acme]);
        Assert.Equal(given, (await List()).Results[1].Since);

        portal.Clock.Advance(TimeSpan.FromDays(1));
        await Update(carl, r => r.AllOrganizations = true);
        Assert.Equal(portal.Clock.GetUtcNow(), (await List()).Results[1].Since);
    }

    [Fact]
    public async Task Shows_the_last_visit_here()
    {
        Assert.Null(Assert.Single((await List()).Results).LastVisit);
        var visited = portal.Clock.GetUtcNow().AddHours(-1);
        await VisitAsync(acme, visited);
        await VisitAsync(await portal.OrganizationAsync("Bolt"), portal.Clock.GetUtcNow());

        Assert.Equal(visited, Assert.Single((await List()).Results).LastVisit);
    }

    [Fact]
    public async Task Shows_25_a_page()
    {
        for (var i = 0; i < 26; i++)
        {
            portal.AddTechnician(portal.Northwind, $"Tech{i:00}", "Nician", Role.HelpDesk);
        }

        var second = await List(page: 2);

        Assert.Equal((2, 27, 2), (second.Results.Count, second.TotalCount, second.Page));
    }

    [Fact]
    public async Task Answers_with_any_part_and_the_total()
    {
        // Four of the same name.
        foreach (var (first, last) in new[] { ("Tess", "A B C"), ("Tess A", "B C"), ("Tess A B", "C"), ("Tess A B C", "") })
        {
            portal.AddTechnician(portal.Northwind, first, last, Role.HelpDesk);
        }

        var all = await List();
        var parts = new List<ListProviderStaffWithAccess.Row>();
        foreach (var skip in new[] { 0, 2, 4, 6, 1_000 })
        {
            var part = await Part(limit: 2, skip);
            Assert.Equal(5, part.TotalCount);
            parts.AddRange(part.Results);
        }

        Assert.Equal(all.Results, parts);
        Assert.Equal(5, parts.Select(p => p.MembershipId).Distinct().Count());
    }

    private async Task<ListOf<ListProviderStaffWithAccess.Row>> Part(int limit, int skip) =>
        (await omar.Does<ListProviderStaffWithAccess>().RunAsync(acme, new() { Limit = limit, Skip = skip })).Require();

    private async Task<ListOf<ListProviderStaffWithAccess.Row>> List(int page = 1) =>
        (await omar.Does<ListProviderStaffWithAccess>().RunAsync(acme, new() { Page = page })).Require();

    private async Task Update(Person whom, Action<UpdateProviderAdministrator.Request> change)
    {
        var request = new UpdateProviderAdministrator.Request
        {
            Id = whom.MembershipId,
            FirstName = "Carl",
            LastName = "Chosen",
            Role = Role.HelpDesk,
        };
        change(request);
        (await portal.Anna.Does<UpdateProviderAdministrator>().RunAsync(request)).Require();
    }

    private async Task VisitAsync(ObjectId organization, DateTimeOffset at)
    {
        var scope = await portal.ScopeOfAsync(ScopeKind.Organization, organization);
        var store = portal.Services.GetRequiredService<Store>();
        await using var db = store.Open(scope);
        await using var transaction = await StoreTransaction.BeginAsync(store, db, scope, changes: true, default);
        db.Add(
            new OrganizationVisit
            {
                OrganizationId = organization,
                AdministratorId = portal.Anna.Id,
                FirstAt = at,
                LastAt = at,
            }
        );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
