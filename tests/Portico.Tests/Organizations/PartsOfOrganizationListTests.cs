using System.Text.Json;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

/// <summary>The list of organizations as programs ask for it: limit, skip, sort, filters, totals.</summary>
public sealed class PartsOfOrganizationListTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Theory]
    [InlineData(null, "name")]
    [InlineData(null, "-name")]
    [InlineData("customer", "name")]
    [InlineData("customer", "-name")]
    [InlineData(null, "state,-name")]
    [InlineData("customer", "createdAt,name")]
    public async Task Every_part_follows_the_one_before_and_knows_the_total(string? search, string sort)
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 47);
        var all = await ListAsync(r => (r.Search, r.Sort, r.Limit) = (search, sort, 100));
        Assert.Equal(47, all.Results.Select(o => o.Id).Distinct().Count());

        for (var skip = 0; skip < 47; skip += 7)
        {
            var part = await ListAsync(r => (r.Search, r.Sort, r.Limit, r.Skip) = (search, sort, 7, skip));
            Assert.Equal(all.Results.Skip(skip).Take(7), part.Results);
            Assert.Equal(47, part.TotalCount);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("customer", null)]
    [InlineData(null, "-createdAt")]
    [InlineData("customer", "state")]
    public async Task Behind_the_end_is_nothing_of_the_same_total(string? search, string? sort)
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 30);

        foreach (var skip in new[] { 30, 31, 1_000_000 })
        {
            var behind = await ListAsync(r => (r.Search, r.Sort, r.Skip) = (search, sort, skip));
            Assert.Empty(behind.Results);
            Assert.Equal(30, behind.TotalCount);
        }
    }

    [Fact]
    public async Task Counts_all_that_a_search_finds()
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 1_060);

        var first = await ListAsync(r => r.Search = "customer");
        var last = await ListAsync(r => (r.Search, r.Skip, r.Limit) = ("customer", 1_050, 100));

        Assert.Equal((1_060, false, 25), (first.TotalCount, first.IsMore, first.Results.Count));
        Assert.Equal((1_060, "Customer 01060", 10), (last.TotalCount, last.Results[^1].Name, last.Results.Count));
    }

    [Theory]
    [InlineData(null, "Acme Bolt Cargo Dyno")]
    [InlineData("", "Acme Bolt Cargo Dyno")]
    [InlineData("state", "Cargo Dyno Bolt Acme")]
    [InlineData("-state", "Acme Bolt Cargo Dyno")]
    [InlineData("state,-name", "Dyno Cargo Bolt Acme")]
    [InlineData("state,createdAt", "Dyno Cargo Bolt Acme")]
    [InlineData("createdAt", "Dyno Acme Bolt Cargo")]
    [InlineData("-createdAt", "Cargo Acme Bolt Dyno")]
    [InlineData("createdAt,-name", "Dyno Bolt Acme Cargo")]
    [InlineData("-name,state", "Dyno Cargo Bolt Acme")]
    public async Task Sorts_by_several_keys_and_equal_ones_by_name(string? sort, string expected)
    {
        await AddFourAsync();

        Assert.Equal(expected, string.Join(' ', (await ListAsync(r => r.Sort = sort)).Results.Select(o => o.Name)));
    }

    [Theory]
    [InlineData("users")]
    [InlineData("Name")]
    [InlineData("name,name")]
    [InlineData("name,-name")]
    [InlineData("name,")]
    [InlineData(" name")]
    [InlineData("--name")]
    [InlineData("-")]
    public async Task Refuses_a_sort_that_cannot_be_and_names_the_keys(string sort)
    {
        var problem = (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new() { Sort = sort })).Problem;

        var words = "Sort by name, state, createdAt: each at most once, separated by commas, with a minus before it for the reverse.";
        Assert.Equal(new InvalidField("Sort", words), problem);
    }

    [Theory]
    [InlineData(0, 0, "Limit")]
    [InlineData(101, 0, "Limit")]
    [InlineData(25, -1, "Skip")]
    [InlineData(25, 1_000_001, "Skip")]
    public async Task Refuses_a_part_that_cannot_be(int limit, int skip, string field)
    {
        var answer = await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new() { Limit = limit, Skip = skip });

        Assert.Equal(field, Assert.Single(answer.Problems).Field);
    }

    [Theory]
    [InlineData("acme", "Acme")]
    [InlineData("  ACME ", "Acme")]
    [InlineData("acm", "")]
    [InlineData(" ", "Acme Bolt Cargo Dyno")]
    public async Task Filters_by_the_whole_name_whatever_its_case(string name, string expected)
    {
        await AddFourAsync();

        var found = await ListAsync(r => r.Name = name);

        Assert.Equal(expected, string.Join(' ', found.Results.Select(o => o.Name)));
        Assert.Equal(found.Results.Count, found.TotalCount);
    }

    [Theory]
    [InlineData(OrganizationState.Active, null, "Cargo Dyno")]
    [InlineData(OrganizationState.Suspended, null, "Bolt")]
    [InlineData(OrganizationState.PendingDeletion, null, "Acme")]
    [InlineData(OrganizationState.Active, "cargo", "Cargo")]
    [InlineData(OrganizationState.Suspended, "cargo", "")]
    public async Task Filters_by_state(OrganizationState state, string? search, string expected)
    {
        await AddFourAsync();

        var found = await ListAsync(r => (r.State, r.Search) = (state, search));
        var behind = await ListAsync(r => (r.State, r.Search, r.Skip) = (state, search, 5));

        Assert.Equal(expected, string.Join(' ', found.Results.Select(o => o.Name)));
        Assert.Equal((found.Results.Count, found.Results.Count), (found.TotalCount, behind.TotalCount));
        Assert.Empty(behind.Results);
    }

    [Fact]
    public async Task Refuses_a_state_there_is_not() =>
        Assert.Equal(
            "State",
            (await portal.Anna.Does<ListManagedOrganizations>().RunAsync(new() { State = (OrganizationState)9 })).Problem?.Field
        );

    [Fact]
    public async Task Says_since_when_each_is_here_and_whom_to_ask()
    {
        var acme = (await portal.AddOrganizationsAsync("Acme"))[0];
        await portal
            .Anna.Does<UpdateGeneralSettings>()
            .RunAsync(
                acme,
                new()
                {
                    Name = "Acme",
                    ContactName = "Cora Contact",
                    ContactEmail = "cora@acme.example",
                }
            );

        var row = Assert.Single((await ListAsync(_ => { })).Results);

        Assert.Equal((portal.Clock.GetUtcNow(), "Cora Contact", "cora@acme.example"), (row.CreatedAt, row.ContactName, row.ContactEmail));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(505)]
    public async Task Whoever_has_chosen_organizations_sorts_filters_and_counts_these_alone(int chosen)
    {
        var ids = await portal.AddManyOrganizationsAsync(portal.Northwind, 510);
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, [.. ids.Take(chosen)]);

        var sorted = await ListAsync(r => (r.Sort, r.Skip, r.Limit) = ("state,-name", 1, 2), carl);
        var behind = await ListAsync(r => r.Skip = 508, carl);
        var active = await ListAsync(r => (r.State, r.Limit) = (OrganizationState.Active, 2), carl);
        var foreign = await ListAsync(r => r.Name = "Customer 00509", carl);

        Assert.Equal([ids[chosen - 2], ids[chosen - 3]], sorted.Results.Select(o => o.Id));
        Assert.Equal((chosen, chosen, chosen), (sorted.TotalCount, behind.TotalCount, active.TotalCount));
        Assert.Empty(behind.Results);
        Assert.Equal(2, active.Results.Count);
        Assert.Equal((0, 0), (foreign.TotalCount, foreign.Results.Count));
    }

    [Fact]
    public async Task Is_written_as_a_total_and_results()
    {
        await AddFourAsync();

        var written = JsonSerializer.SerializeToElement(await ListAsync(r => r.Limit = 1), JsonSerializerOptions.Web);

        Assert.Equal(["results", "totalCount"], written.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>Dyno, then Acme and Bolt at once, then Cargo; Bolt is suspended, Acme is to be deleted.</summary>
    private async Task AddFourAsync()
    {
        await portal.AddOrganizationsAsync("Dyno");
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.AddOrganizationsAsync("Cargo");
        await portal.Anna.Does<DeleteManagedOrganization>().RunAsync(new() { OrganizationId = ids[0], Name = "Acme" });
        await portal.Anna.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = ids[1] });
    }

    private async Task<ListManagedOrganizations.Result> ListAsync(Action<ListManagedOrganizations.Request> ask, Person? person = null)
    {
        var request = new ListManagedOrganizations.Request();
        ask(request);
        return (await (person ?? portal.Anna).Does<ListManagedOrganizations>().RunAsync(request)).Require();
    }
}
