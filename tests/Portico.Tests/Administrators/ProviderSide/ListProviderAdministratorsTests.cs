using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

public sealed class ListProviderAdministratorsTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Shows_the_providers_own_and_nobody_elses()
    {
        portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        portal.AddOrganizationAdministrator(await portal.OrganizationAsync("Acme"), "Omar", "Owner");

        var page = await List(portal.Anna);

        var anna = Assert.Single(page.Results);
        Assert.Equal(("Anna Admin", AdministratorStatus.Active, Role.Administrator), (anna.Name, anna.Status, anna.Role));
        Assert.True(anna.AllOrganizations && anna.IsYourself && anna.MayChange);
    }

    [Theory]
    [InlineData("anna", "Anna Admin")]
    [InlineData("ADMIN anna", "Anna Admin")]
    [InlineData("öDÖ", "Ödön Őri")]
    [InlineData("ri@exam", "Ödön Őri")]
    [InlineData("100%", "100% Real")]
    [InlineData("_", "Under_Score")]
    [InlineData("nobody", null)]
    public async Task Finds_by_every_word_of_name_and_address(string search, string? found)
    {
        portal.AddTechnician(portal.Northwind, "Ödön", "Őri", Role.Manager);
        portal.AddTechnician(portal.Northwind, "100%", "Real", Role.Manager);
        portal.AddTechnician(portal.Northwind, "Under_Score", "", Role.Manager);

        Assert.Equal(found is null ? [] : [found], (await List(portal.Anna, search)).Results.Select(r => r.Name));
    }

    [Theory]
    [InlineData(null, "Anna Ben Carl Dora")]
    [InlineData("", "Anna Ben Carl Dora")]
    [InlineData("name", "Anna Ben Carl Dora")]
    [InlineData("-name", "Dora Carl Ben Anna")]
    [InlineData("email", "Anna Carl Dora Ben")]
    [InlineData("-email", "Ben Dora Carl Anna")]
    [InlineData("status", "Ben Anna Dora Carl")]
    [InlineData("-status", "Carl Anna Dora Ben")]
    [InlineData("mfa", "Ben Anna Carl Dora")]
    [InlineData("-mfa", "Anna Carl Dora Ben")]
    [InlineData("role", "Anna Carl Ben Dora")]
    [InlineData("-role", "Dora Ben Carl Anna")]
    [InlineData("organizations", "Dora Carl Anna Ben")]
    [InlineData("-organizations", "Anna Ben Carl Dora")]
    public async Task Sorts_by_each_column_both_ways_and_equal_ones_by_name(string? sort, string expected)
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Aaron", Role.Manager, acme, bolt);
        portal.AddTechnician(portal.Northwind, "Dora", "Duck", Role.ReadOnly, bolt);
        await portal
            .Anna.Does<InviteProviderAdministrator>()
            .RunAsync(
                new()
                {
                    FirstName = "Ben",
                    Email = "zz@example.com",
                    Role = Role.HelpDesk,
                    RequiresMfa = true,
                }
            );
        await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(new() { Id = carl.MembershipId });

        Assert.Equal(expected, string.Join(' ', (await List(portal.Anna, sort: sort)).Results.Select(r => r.FirstName)));
    }

    [Fact]
    public async Task Shows_25_a_page_and_beyond_the_last_the_last()
    {
        for (var i = 0; i < 29; i++)
        {
            portal.AddTechnician(portal.Northwind, $"Tech{i:00}", "Nician", Role.HelpDesk);
        }

        var (first, second, beyond) = (await List(portal.Anna), await List(portal.Anna, page: 2), await List(portal.Anna, page: 9));

        Assert.Equal((25, 30, 1), (first.Results.Count, first.TotalCount, first.Page));
        Assert.Equal((5, 30, 2), (second.Results.Count, second.TotalCount, second.Page));
        Assert.Equal((second.Results[0], 2), (beyond.Results[0], beyond.Page));
        Assert.Empty(first.Results.Select(r => r.Id).Intersect(second.Results.Select(r => r.Id)));
        Assert.Equal(1, (await List(portal.Anna, page: -3)).Page);
    }

    [Fact]
    public async Task Whoever_has_chosen_organizations_counts_and_changes_within_these_only()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);
        portal.AddTechnician(portal.Northwind, "Dora", "Both", Role.HelpDesk, acme, bolt);
        portal.AddTechnician(portal.Northwind, "Evan", "Acme", Role.HelpDesk, acme);

        var rows = (await List(carl)).Results.Select(r => (r.FirstName, r.ChosenOrganizations, r.MayChange));

        Assert.Equal([("Anna", 0, false), ("Carl", 1, true), ("Dora", 1, false), ("Evan", 1, true)], rows);
    }

    [Fact]
    public async Task Whoever_may_not_manage_administrators_sees_them_and_changes_none()
    {
        var rita = portal.AddTechnician(portal.Northwind, "Rita", "Reader", Role.ReadOnly);

        var page = await List(rita);

        Assert.Equal(2, page.TotalCount);
        Assert.DoesNotContain(page.Results, r => r.MayChange);
    }

    [Fact]
    public async Task Says_when_an_invitation_has_ended()
    {
        await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = "ben@example.com" });
        Assert.False((await List(portal.Anna, "ben")).Results[0].HasInvitationEnded);

        portal.Clock.Advance(TimeSpan.FromDays(5));

        Assert.True((await List(portal.Anna, "ben")).Results[0].HasInvitationEnded);
    }

    [Fact]
    public async Task Refuses_a_search_of_more_than_100_characters()
    {
        var refused = await portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = new string('x', 101) });

        Assert.IsType<InvalidField>(refused.Problem);
    }

    private static async Task<ListOf<AdministratorRow>> List(Person person, string? search = null, string? sort = null, int page = 1) =>
        (
            await person
                .Does<ListProviderAdministrators>()
                .RunAsync(
                    new()
                    {
                        Search = search,
                        Sort = sort,
                        Page = page,
                    }
                )
        ).Require();
}
