using System.Text.Json;
using Portico.Administrators;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators;

/// <summary>Both lists of administrators as programs ask for them: limit, skip, sort, filters, totals.</summary>
public sealed class PartsOfAdministratorListTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;

    /// <summary>
    /// Of the provider and of Acme: Anna, an active administrator; Ben, invited as a manager; Carl, a suspended manager; Dora and
    /// Carla, active on the help desk. Nobody is both: Acme's have an O behind the name.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        acme = await portal.OrganizationAsync("Acme");
        await portal
            .Anna.Does<InviteProviderAdministrator>()
            .RunAsync(
                new()
                {
                    FirstName = "Ben",
                    Email = "ben@example.com",
                    Role = Role.Manager,
                }
            );
        await portal
            .Anna.Does<InviteOrganizationAdministrator>()
            .RunAsync(
                acme,
                new()
                {
                    FirstName = "Ben",
                    Email = "ben@acme.example",
                    Role = Role.Manager,
                }
            );
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "", Role.Manager, acme);
        await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(new() { Id = carl.MembershipId });
        carl = portal.AddOrganizationAdministrator(acme, "Carl O", "", Role.Manager);
        await portal.Anna.Does<SuspendOrganizationAdministrator>().RunAsync(acme, new() { Id = carl.MembershipId });
        portal.AddOrganizationAdministrator(acme, "Anna O", "");
        foreach (var name in new[] { "Dora", "Carla" })
        {
            portal.AddTechnician(portal.Northwind, name, "", Role.HelpDesk);
            portal.AddOrganizationAdministrator(acme, $"{name} O", "", Role.HelpDesk);
        }
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(null, "Anna Ben Carl Carla Dora")]
    [InlineData("role,-name", "Anna Carl Ben Dora Carla")]
    [InlineData("-role,status,name", "Carla Dora Ben Carl Anna")]
    [InlineData("-status,-role", "Carl Carla Dora Anna Ben")]
    [InlineData("mfa,-role,-name", "Dora Carla Carl Ben Anna")]
    public async Task Sorts_by_several_keys(string? sort, string expected)
    {
        Assert.Equal(expected, Names(await OfProvider(r => r.Sort = sort)));
        Assert.Equal(expected, Names(await OfAcme(r => r.Sort = sort)));
    }

    [Fact]
    public async Task Sorts_the_providers_by_their_organizations_first_and_then_by_another_key() =>
        Assert.Equal("Carl Dora Carla Ben Anna", Names(await OfProvider(r => r.Sort = "organizations,-role,-name")));

    [Theory]
    [InlineData(AdministratorStatus.Pending, null, null, "Ben")]
    [InlineData(AdministratorStatus.Suspended, null, null, "Carl")]
    [InlineData(AdministratorStatus.Active, null, null, "Anna Carla Dora")]
    [InlineData(null, Role.Manager, null, "Ben Carl")]
    [InlineData(AdministratorStatus.Active, Role.HelpDesk, null, "Carla Dora")]
    [InlineData(AdministratorStatus.Active, Role.HelpDesk, "dor", "Dora")]
    [InlineData(AdministratorStatus.Active, Role.ReadOnly, null, "")]
    public async Task Filters_by_status_role_and_words_at_once(AdministratorStatus? status, Role? role, string? search, string expected)
    {
        foreach (var skip in new[] { 0, 1, 9 })
        {
            void Ask(AdministratorListRequest r) => (r.Status, r.Role, r.Search, r.Skip) = (status, role, search, skip);
            var rest = string.Join(' ', expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(skip));
            var total = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

            Assert.Equal((rest, total), (await OfProvider(Ask)) is var p ? (Names(p), p.TotalCount) : default);
            Assert.Equal((rest, total), (await OfAcme(Ask)) is var a ? (Names(a), a.TotalCount) : default);
        }
    }

    [Theory]
    [InlineData("ben@example.com", "Ben", "")]
    [InlineData(" BEN@acme.Example ", "", "Ben")]
    [InlineData("en@example.com", "", "")]
    [InlineData("", "Anna Ben Carl Carla Dora", "Anna Ben Carl Carla Dora")]
    public async Task Filters_by_the_whole_address_whatever_its_case(string email, string ofProvider, string ofAcme)
    {
        Assert.Equal(ofProvider, Names(await OfProvider(r => r.Email = email)));
        Assert.Equal(ofAcme, Names(await OfAcme(r => r.Email = email)));
    }

    [Fact]
    public async Task Every_part_follows_the_one_before_and_knows_the_total()
    {
        var (provider, own) = (await OfProvider(_ => { }), await OfAcme(_ => { }));
        for (var skip = 0; skip < 7; skip += 2)
        {
            void Ask(AdministratorListRequest r) => (r.Limit, r.Skip) = (2, skip);
            Assert.Equal(provider.Results.Skip(skip).Take(2), (await OfProvider(Ask)).Results);
            Assert.Equal(own.Results.Skip(skip).Take(2), (await OfAcme(Ask)).Results);
            Assert.Equal((5, 5), ((await OfProvider(Ask)).TotalCount, (await OfAcme(Ask)).TotalCount));
        }
    }

    [Fact]
    public async Task Is_written_as_a_total_and_results()
    {
        var written = JsonSerializer.SerializeToElement(await OfProvider(_ => { }), JsonSerializerOptions.Web);

        Assert.Equal(["results", "totalCount"], written.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_what_cannot_be()
    {
        await RefusesAsync("Sort", r => r.Sort = "phone");
        await RefusesAsync("Sort", r => r.Sort = "name,role,name");
        await RefusesAsync("Limit", r => r.Limit = 101);
        await RefusesAsync("Skip", r => r.Skip = -1);
        await RefusesAsync("Status", r => r.Status = (AdministratorStatus)7);
        await RefusesAsync("Role", r => r.Role = (Role)7);
        await RefusesAsync("Email", r => r.Email = "ben\0@example.com");
        // Only the provider's have organizations.
        var answer = await portal.Anna.Does<ListOrganizationAdministrators>().RunAsync(acme, new() { Sort = "organizations" });
        Assert.Equal("Sort", answer.Problem?.Field);
    }

    [Fact]
    public async Task Chosen_organizations_come_in_parts_with_their_total()
    {
        var ids = await portal.AddManyOrganizationsAsync(portal.Northwind, 30);
        var tom = portal.AddTechnician(portal.Northwind, "Tom", "", Role.HelpDesk, [.. ids]);
        var few = portal.AddTechnician(portal.Northwind, "Few", "", Role.ReadOnly, ids[3], ids[7], acme);

        await ExpectAsync(30, ids.Take(25), portal.Anna, limit: 25, skip: 0);
        await ExpectAsync(30, ids.Skip(25), portal.Anna, limit: 25, skip: 25);
        await ExpectAsync(30, [], portal.Anna, limit: 25, skip: 30);
        // What the reader may not see is not counted.
        await ExpectAsync(2, [ids[7]], few, limit: 5, skip: 1);

        async Task ExpectAsync(int total, IEnumerable<ObjectId> expected, Person reader, int limit, int skip)
        {
            var request = new ListChosenOrganizations.Request
            {
                Id = tom.MembershipId,
                Limit = limit,
                Skip = skip,
            };
            var part = (await reader.Does<ListChosenOrganizations>().RunAsync(request)).Require();
            Assert.Equal(total, part.TotalCount);
            Assert.Equal(expected, part.Results.Select(o => o.Id));
        }
    }

    private async Task RefusesAsync(string field, Action<AdministratorListRequest> ask)
    {
        var (ofProvider, ofAcme) = (new ListProviderAdministrators.Request(), new ListOrganizationAdministrators.Request());
        ask(ofProvider);
        ask(ofAcme);
        Assert.Equal(field, Assert.Single((await portal.Anna.Does<ListProviderAdministrators>().RunAsync(ofProvider)).Problems).Field);
        Assert.Equal(
            field,
            Assert.Single((await portal.Anna.Does<ListOrganizationAdministrators>().RunAsync(acme, ofAcme)).Problems).Field
        );
    }

    private async Task<ListOf<AdministratorRow>> OfProvider(Action<ListProviderAdministrators.Request> ask)
    {
        var request = new ListProviderAdministrators.Request();
        ask(request);
        return (await portal.Anna.Does<ListProviderAdministrators>().RunAsync(request)).Require();
    }

    private async Task<ListOf<AdministratorRow>> OfAcme(Action<ListOrganizationAdministrators.Request> ask)
    {
        var request = new ListOrganizationAdministrators.Request();
        ask(request);
        return (await portal.Anna.Does<ListOrganizationAdministrators>().RunAsync(acme, request)).Require();
    }

    private static string Names(ListOf<AdministratorRow> part) => string.Join(' ', part.Results.Select(r => r.FirstName.Split(' ')[0]));
}
