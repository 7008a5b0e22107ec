using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

public sealed class SearchOrganizationsForMenuTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_last_visited_ones_come_first_and_stand_once()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt", "Cargo", "Delta");
        await VisitAsync(portal.Anna, ids[2], ids[1], ids[2]);

        var menu = await FindAsync(portal.Anna, null);

        Assert.Equal(["Cargo", "Bolt"], menu.Recent.Select(c => c.Name));
        Assert.Equal(["Acme", "Delta"], menu.Others.Select(c => c.Name));
        Assert.False(menu.IsMore);
    }

    [Fact]
    public async Task What_begins_with_the_words_comes_before_what_contains_them()
    {
        await portal.AddOrganizationsAsync("Big Acid", "Acme", "Aardvark acres", "Zebra");

        Assert.Equal(["Acme", "Aardvark acres", "Big Acid"], (await FindAsync(portal.Anna, "AC")).Others.Select(c => c.Name));
    }

    [Fact]
    public async Task Recent_ones_are_searched_too()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt", "Big Acid");
        await VisitAsync(portal.Anna, ids[2], ids[1]);

        var menu = await FindAsync(portal.Anna, "ac");

        Assert.Equal(["Big Acid"], menu.Recent.Select(c => c.Name));
        Assert.Equal(["Acme"], menu.Others.Select(c => c.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("customer")]
    [InlineData("stomer")]
    public async Task Shows_twenty_and_says_that_there_are_more(string? search)
    {
        var ids = await portal.AddManyOrganizationsAsync(portal.Northwind, 30);
        await VisitAsync(portal.Anna, [.. ids.Take(8)]);

        var menu = await FindAsync(portal.Anna, search);

        Assert.Equal(
            ["Customer 00008", "Customer 00007", "Customer 00006", "Customer 00005", "Customer 00004", "Customer 00003"],
            menu.Recent.Select(c => c.Name)
        );
        Assert.Equal(
            (14, "Customer 00001", "Customer 00009", true),
            (menu.Others.Count, menu.Others[0].Name, menu.Others[2].Name, menu.IsMore)
        );
    }

    [Fact]
    public async Task Says_that_there_are_no_more_when_twenty_are_all()
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 20);

        var menu = await FindAsync(portal.Anna, null);

        Assert.Equal((20, false), (menu.Others.Count, menu.IsMore));
    }

    [Fact]
    public async Task Knows_only_what_the_administrator_may_see_now()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.ReadOnly, ids[1]);
        await portal.AddVisitsAsync(colleague, ids);

        var menu = await FindAsync(colleague, null);

        Assert.Equal(["Bolt"], menu.Recent.Select(c => c.Name));
        Assert.Empty(menu.Others);
        Assert.Empty((await FindAsync(colleague, "acme")).Others);
    }

    [Fact]
    public async Task Finds_an_id()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");

        Assert.Equal(["Bolt"], (await FindAsync(portal.Anna, ids[1].ToString())).Others.Select(c => c.Name));
    }

    private static async Task<SearchOrganizationsForMenu.Result> FindAsync(Person person, string? search) =>
        (await person.Does<SearchOrganizationsForMenu>().RunAsync(new() { Search = search })).Require();

    private async Task VisitAsync(Person person, params ObjectId[] organizations)
    {
        foreach (var organization in organizations)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
            await person.Does<LaunchOrganization>(portal.NewId()).RunAsync(organization, Nothing.Instance);
        }
    }
}
