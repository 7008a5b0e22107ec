using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Tests.Support;
using Portico.Users;

namespace Portico.Tests.Organizations;

public sealed class ListManagedOrganizationsTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Lists_by_name_whatever_the_case()
    {
        await AddAsync("bolt", "Acme", "Cargo");

        Assert.Equal(["Acme", "bolt", "Cargo"], Names(await ListAsync(new())));
        Assert.Equal(["Cargo", "bolt", "Acme"], Names(await ListAsync(new() { Sort = "-name" })));
    }

    [Fact]
    public async Task Counts_what_is_in_each()
    {
        var acme = (await AddAsync("Acme", "Bolt"))[0];
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "eve", Email = "eve@acme.example" });
        await portal.Anna.Does<AddUser>().RunAsync(acme, new() { Username = "bob", Email = "bob@acme.example" });

        Assert.Equal([2, 0], (await ListAsync(new())).Results.Select(r => r.Users));
    }

    [Theory]
    [InlineData("cm", new[] { "Acme" })]
    [InlineData("  ACME ", new[] { "Acme" })]
    [InlineData("o", new[] { "Bolt & Son_100%", "Cargo" })]
    [InlineData("_100%", new[] { "Bolt & Son_100%" })]
    [InlineData("%", new[] { "Bolt & Son_100%" })]
    [InlineData("c_r", new string[0])]
    [InlineData("c\0argo", new[] { "Cargo" })]
    [InlineData("'; drop table managed_organization; --", new string[0])]
    public async Task Finds_a_part_of_a_name(string search, string[] found)
    {
        await AddAsync("Acme", "Bolt & Son_100%", "Cargo");

        var page = await ListAsync(new() { Search = search });

        Assert.Equal(found, Names(page));
        Assert.Equal(found.Length, page.TotalCount);
    }

    [Fact]
    public async Task Finds_an_id_and_the_beginning_of_one()
    {
        var ids = await AddAsync("Acme", "Bolt");

        Assert.Equal(["Bolt"], Names(await ListAsync(new() { Search = ids[1].ToString() })));
        Assert.Equal(["Bolt"], Names(await ListAsync(new() { Search = ids[1].ToString()[..14].ToUpperInvariant() })));
        Assert.Equal(["Acme", "Bolt"], Names(await ListAsync(new() { Search = ids[1].ToString()[..8] })));
        Assert.Empty((await ListAsync(new() { Search = portal.NewId().ToString() })).Results);
    }

    [Fact]
    public async Task Pages_and_says_how_many_there_are()
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 60);

        var last = await ListAsync(new() { Page = 3 });
        var beyond = await ListAsync(new() { Page = 900 });
        var backwards = await ListAsync(new() { Sort = "-name", Limit = 50 });

        Assert.Equal(
            (60, false, 3, "Customer 00051", 10),
            (last.TotalCount, last.IsMore, last.Page, last.Results[0].Name, last.Results.Count)
        );
        Assert.Equal(last.Results, beyond.Results);
        Assert.Equal(3, beyond.Page);
        Assert.Equal(("Customer 00060", "Customer 00011"), (backwards.Results[0].Name, backwards.Results[^1].Name));
    }

    /// <summary>Pages behind the middle are read from the other end.</summary>
    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("customer", false)]
    [InlineData("customer", true)]
    public async Task Every_page_follows_the_one_before(string? search, bool descending)
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 112);
        var names = Enumerable.Range(1, 112).Select(n => $"Customer {n:00000}").ToList();
        if (descending)
        {
            names.Reverse();
        }

        for (var page = 1; page <= 5; page++)
        {
            var found = await portal
                .Anna.Does<ListManagedOrganizations>()
                .RunAsync(
                    new()
                    {
                        Search = search,
                        Sort = descending ? "-name" : null,
                        Page = page,
                        Limit = 25,
                    }
                );
            Assert.Equal(names.Skip((page - 1) * 25).Take(25), found.Require().Results.Select(r => r.Name));
        }
    }

    [Fact]
    public async Task Counts_what_a_search_finds_up_to_a_thousand()
    {
        await portal.AddManyOrganizationsAsync(portal.Northwind, 1_001);
        await portal.AddManyOrganizationsAsync(portal.Northwind, 30, "Other");

        var many = await ListAsync(new() { Search = "customer", Page = 1 });
        var second = await ListAsync(new() { Search = "other", Page = 2 });
        var last = await ListAsync(new() { Search = "customer", Page = 900 });

        Assert.Equal((1_000, true, 25), (many.TotalCount, many.IsMore, many.Results.Count));
        Assert.Equal((30, false, 5), (second.TotalCount, second.IsMore, second.Results.Count));
        Assert.Equal((40, "Customer 01000"), (last.Page, last.Results[^1].Name));
    }

    [Fact]
    public async Task Shows_a_colleague_with_chosen_organizations_only_those()
    {
        var ids = await AddAsync("Acme", "Bolt", "Cargo");
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.ReadOnly, ids[2], ids[0]);

        var all = await ListAsync(new(), colleague);
        var backwards = await ListAsync(new() { Sort = "-name" }, colleague);
        var searched = await ListAsync(new() { Search = "bolt" }, colleague);

        Assert.Equal(["Acme", "Cargo"], Names(all));
        Assert.Equal(2, all.TotalCount);
        Assert.Equal(["Cargo", "Acme"], Names(backwards));
        Assert.Equal((0, 0), (searched.Results.Count, searched.TotalCount));
    }

    [Fact]
    public async Task Walks_the_names_when_more_than_five_hundred_were_chosen()
    {
        var ids = await portal.AddManyOrganizationsAsync(portal.Northwind, 510);
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.ReadOnly, [.. ids.Skip(5)]);

        var page = await ListAsync(new(), colleague);
        var searched = await ListAsync(new() { Search = "0000" }, colleague);

        Assert.Equal((505, "Customer 00006", 25), (page.TotalCount, page.Results[0].Name, page.Results.Count));
        Assert.Equal(["Customer 00006", "Customer 00007", "Customer 00008", "Customer 00009"], Names(searched));
    }

    [Fact]
    public async Task Never_shows_another_providers_organizations()
    {
        var other = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        await AddAsync("Acme");

        Assert.Empty((await ListAsync(new(), other)).Results);
        Assert.Empty((await ListAsync(new() { Search = "acme" }, other)).Results);
    }

    private async Task<ListManagedOrganizations.Result> ListAsync(ListManagedOrganizations.Request request, Person? person = null) =>
        (await (person ?? portal.Anna).Does<ListManagedOrganizations>().RunAsync(request)).Require();

    private static IEnumerable<string> Names(ListManagedOrganizations.Result page) => page.Results.Select(r => r.Name);

    private Task<List<ObjectId>> AddAsync(params string[] names) => portal.AddOrganizationsAsync(names);
}
