using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

public sealed class LaunchOrganizationTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId morning;

    public async ValueTask InitializeAsync()
    {
        acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        morning = portal.NewId();
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_technicians_first_page_is_a_launch_that_the_organization_sees()
    {
        await VisitAsync(portal.Anna, morning);

        var launch = Assert.Single(await EventsAsync("organization-launched"));
        Assert.Equal(("Anna Admin", ActorSide.Provider, portal.Anna.Id), (launch.ActorName, launch.ActorSide, launch.ActorId));
        Assert.Equal((portal.Clock.GetUtcNow(), portal.Clock.GetUtcNow()), await VisitOfAsync(portal.Anna));
    }

    [Fact]
    public async Task The_pages_after_the_first_are_the_same_visit()
    {
        for (var page = 0; page < 10; page++)
        {
            await VisitAsync(portal.Anna, morning);
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Single(await EventsAsync("organization-launched"));
    }

    [Fact]
    public async Task Another_session_or_half_an_hour_without_a_page_is_another_launch()
    {
        await VisitAsync(portal.Anna, morning);
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        await VisitAsync(portal.Anna, morning);
        await VisitAsync(portal.Anna, portal.NewId());

        Assert.Equal(3, (await EventsAsync("organization-launched")).Count);
        Assert.Equal((portal.Clock.GetUtcNow().AddMinutes(-31), portal.Clock.GetUtcNow()), await VisitOfAsync(portal.Anna));
    }

    [Fact]
    public async Task A_server_that_has_forgotten_does_not_count_a_fresh_visit_twice()
    {
        await VisitAsync(portal.Anna, morning);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var outcome = await portal.Anna.Does<LaunchOrganization>(morning).RunAsync(acme, Nothing.Instance);

        Assert.True(outcome.Succeeded);
        Assert.Single(await EventsAsync("organization-launched"));
    }

    [Fact]
    public async Task An_administrator_of_its_own_opens_it_and_launches_nothing()
    {
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");

        await VisitAsync(omar, morning);

        Assert.Empty(await EventsAsync("organization-launched"));
        Assert.Equal(ActorSide.Organization, Assert.Single(await EventsAsync("organization-opened")).ActorSide);
    }

    [Fact]
    public async Task Two_pages_at_once_are_one_launch()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VisitAsync(portal.Anna, morning)));

        Assert.Single(await EventsAsync("organization-launched"));
    }

    [Fact]
    public async Task Two_sessions_of_one_person_at_once_are_both_let_in()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => portal.Anna.Does<LaunchOrganization>(portal.NewId()).RunAsync(acme, Nothing.Instance))
        );

        Assert.All(outcomes, o => Assert.True(o.Succeeded || o.Problem is ChangedMeanwhile));
        Assert.Contains(outcomes, o => o.Succeeded);
    }

    [Fact]
    public async Task A_first_page_that_was_not_recorded_leaves_it_to_the_next()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            portal.Anna.Does<OrganizationVisits>(morning).CountAsync(acme, new CancellationToken(canceled: true))
        );
        Assert.Empty(await EventsAsync("organization-launched"));

        await VisitAsync(portal.Anna, morning);

        Assert.Single(await EventsAsync("organization-launched"));
    }

    [Fact]
    public async Task Nobody_launches_what_is_not_his()
    {
        var stranger = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);

        Assert.Equal(new NothingHere(), (await stranger.Does<LaunchOrganization>(morning).RunAsync(acme, Nothing.Instance)).Problem);
        Assert.Empty(await EventsAsync("organization-launched"));
    }

    private Task VisitAsync(Person person, ObjectId session) => person.Does<OrganizationVisits>(session).CountAsync(acme);

    private async Task<List<OrganizationEvent>> EventsAsync(string type)
    {
        await using var inside = await portal.InsideAsync(acme);
        return await inside.Db.Set<OrganizationEvent>().Where(e => e.Type == type).ToListAsync();
    }

    private async Task<(DateTimeOffset First, DateTimeOffset Last)> VisitOfAsync(Person person)
    {
        await using var inside = await portal.InsideAsync(acme);
        var visit = await inside.Db.Set<OrganizationVisit>().SingleAsync(v => v.AdministratorId == person.Id);
        return (visit.FirstAt, visit.LastAt);
    }
}
