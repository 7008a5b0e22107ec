using Portico.Audit;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Audit;

public sealed class ListProviderEventsTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Shows_the_newest_first()
    {
        await Add(portal.Anna, "Acme");
        await Add(portal.Anna, "Bolt");

        var page = await List(portal.Anna);

        Assert.Equal(["Added the organization Bolt", "Added the organization Acme"], Summaries(page));
        Assert.Equal("Northwind IT", page.Found.ProviderName);
        Assert.Equal((2, true), CountOf(page));
    }

    [Fact]
    public async Task Another_provider_sees_nothing_of_it()
    {
        var sam = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        await Add(portal.Anna, "Acme");
        await Add(sam, "Corp");

        Assert.Equal(["Added the organization Corp"], Summaries(await List(sam)));
        Assert.Equal(["Sam South"], (await List(sam)).Found.Actors.Select(a => a.Name));
    }

    [Fact]
    public async Task Whoever_sees_chosen_organizations_learns_nothing_of_the_others()
    {
        await Add(portal.Anna, "Acme");
        var bolt = await Add(portal.Anna, "Bolt");
        await Add(portal.Anna, "Corp");
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, bolt);

        var page = await List(carl);

        Assert.Equal(["Added the organization Bolt"], Summaries(page));
        Assert.Equal((1, true), CountOf(page));
        Assert.Empty(Summaries(await List(carl, new() { Search = "acme" })));
    }

    [Fact]
    public async Task An_organizations_own_administrator_has_no_provider_activity()
    {
        var omar = portal.AddOrganizationAdministrator(await Add(portal.Anna, "Acme"), "Omar", "Owner");

        Assert.Equal(new NothingHere(), (await omar.Does<ListProviderEvents>().RunAsync(new())).Problem);
    }

    [Fact]
    public async Task Searches_and_pages_like_an_organizations_activity()
    {
        foreach (var name in new[] { "Acme", "Acme North", "Bolt", "Acme South" })
        {
            await Add(portal.Anna, name);
        }

        var first = await List(portal.Anna, new() { Search = "acme", Limit = 2 });
        var second = await List(
            portal.Anna,
            new()
            {
                Search = "acme",
                Limit = 2,
                Before = first.Older,
            }
        );

        Assert.Equal(["Added the organization Acme South", "Added the organization Acme North"], Summaries(first));
        Assert.Equal(["Added the organization Acme"], Summaries(second));
        Assert.Equal((3, true), CountOf(first));
    }

    private async Task<ObjectId> Add(Person person, string name)
    {
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await person.Does<AddManagedOrganization>().RunAsync(new() { Name = name })).Require().Id;
    }

    private static async Task<EventPage> List(Person person, EventRequest? request = null) =>
        (
            await EventPage.ReadAsync((request ?? new()) with { ForPage = true }, r => person.Does<ListProviderEvents>().RunAsync(r))
        ).Require();

    private static (int, bool)? CountOf(EventPage page) => page.IsCounted ? (page.Found.TotalCount, page.Found.IsTotalExact) : null;

    private static IEnumerable<string> Summaries(EventPage page) => page.Events.Select(e => e.Summary);
}
