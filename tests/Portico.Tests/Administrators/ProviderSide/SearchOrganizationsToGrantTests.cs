using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

public sealed class SearchOrganizationsToGrantTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        await portal.OrganizationAsync("ACME North");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Finds_by_a_part_of_the_name_and_leaves_out_what_is_at_hand()
    {
        Assert.Equal(["Acme", "ACME North"], (await Search(portal.Anna, "acme")).Found.Select(f => f.Name));

        var result = await Search(portal.Anna, "acme", acme, portal.NewId());

        Assert.Equal(["Acme"], result.AtHand.Select(f => f.Name));
        Assert.Equal(["ACME North"], result.Found.Select(f => f.Name));
    }

    [Fact]
    public async Task Without_a_search_it_shows_what_the_administrator_has()
    {
        var dora = portal.AddTechnician(portal.Northwind, "Dora", "Duck", Role.HelpDesk, bolt);

        var result = await portal.Anna.Does<SearchOrganizationsToGrant>().RunAsync(new() { MembershipId = dora.MembershipId });
        Assert.Equal([(bolt, true)], result.Require().Found.Select(f => (f.Id, f.IsGranted)));

        var found = await portal.Anna.Does<SearchOrganizationsToGrant>().RunAsync(new() { MembershipId = dora.MembershipId, Search = "o" });
        Assert.Equal([("ACME North", false), ("Bolt", true)], found.Require().Found.Select(f => (f.Name, f.IsGranted)));
    }

    [Fact]
    public async Task Shows_20_and_says_how_many_more_there_are()
    {
        for (var i = 0; i < 22; i++)
        {
            await portal.OrganizationAsync($"Many {i:00}");
        }

        var result = await Search(portal.Anna, "many");

        Assert.Equal((20, 2), (result.Found.Count, result.More));
    }

    [Fact]
    public async Task Whoever_has_chosen_organizations_finds_only_these()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, bolt);

        Assert.Empty((await Search(carl, "acme", acme)).AtHand);
        Assert.Equal(["Bolt"], (await Search(carl, "")).Found.Select(f => f.Name));
    }

    private static async Task<SearchOrganizationsToGrant.Result> Search(Person person, string words, params ObjectId[] atHand) =>
        (await person.Does<SearchOrganizationsToGrant>().RunAsync(new() { Search = words, AtHand = atHand })).Require();
}
