using Microsoft.Extensions.DependencyInjection;
using Portico.Administrators;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.ApiKeys;
using Portico.ApiKeys.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>The provider's keys: nobody makes or takes over one that may more than he.</summary>
public sealed class ProviderApiKeyTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;

    public async ValueTask InitializeAsync()
    {
        var ids = await portal.AddOrganizationsAsync("Acme", "Bolt");
        (acme, bolt) = (ids[0], ids[1]);
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Is_made_with_a_role_and_organizations_and_recorded()
    {
        var made = (await AddAsync(portal.Anna, Role.Manager, acme)).Require();

        var row = (await portal.Anna.Does<GetProviderApiKey>().RunAsync(new() { Id = made.Id })).Require();
        Assert.Equal(
            (Role.Manager, false, 1, true, null),
            (row.Role, row.AllOrganizations, row.ChosenOrganizations, row.MayChange, row.Key)
        );
        var recorded = Assert.Single(await EventsAsync("api-key-added"));
        Assert.Equal($"Made the API key Sync ({made.Start}…)", recorded.Summary);
        Assert.Contains(new FieldChange("Role", null, "Manager"), recorded.Changes);
        Assert.Contains(new FieldChange("Organizations", null, "Acme"), recorded.Changes);
        Assert.DoesNotContain(made.Key!, recorded.ChangesJson + recorded.Summary, StringComparison.Ordinal);
    }

    /// <summary>It is no person: lists of administrators and the count of those in charge leave it out.</summary>
    [Fact]
    public async Task Is_no_administrator()
    {
        await AddAsync(portal.Anna, Role.Administrator);
        var list = await portal.Anna.Does<ListProviderAdministrators>().RunAsync(new());
        var staff = await portal.Anna.Does<ListProviderStaffWithAccess>().RunAsync(acme, new());

        Assert.Equal(1, list.Require().TotalCount);
        Assert.Equal(1, staff.Require().TotalCount);
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Builder", Role.Administrator);
        (await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(new() { Id = ben.MembershipId })).Require();
        Assert.IsType<LastAdministrator>(
            (await KeyActor<SuspendProviderAdministrator>().RunAsync(new() { Id = portal.Anna.MembershipId })).Problem
        );
    }

    [Fact]
    public async Task Takes_someone_who_may_manage_administrators()
    {
        var max = portal.AddTechnician(portal.Northwind, "Max", "Manager", Role.Manager);

        Assert.Equal(new RoleTooWeak(), (await AddAsync(max, Role.ReadOnly)).Problem);
        Assert.Equal(new RoleTooWeak(), (await max.Does<ListProviderApiKeys>().RunAsync(new())).Problem);
    }

    [Fact]
    public async Task Reaches_no_further_than_whoever_makes_it()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, acme);

        Assert.Equal(new ReachAboveYours(), (await AddAsync(carl, Role.ReadOnly)).Problem);
        Assert.Equal(new UnknownOrganization(), (await AddAsync(carl, Role.ReadOnly, bolt)).Problem);
        Assert.True((await AddAsync(carl, Role.ReadOnly, acme)).Succeeded);
    }

    [Fact]
    public async Task Of_more_reach_is_out_of_reach()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, acme);
        var wide = (await AddAsync(portal.Anna, Role.ReadOnly)).Require();
        var other = (await AddAsync(portal.Anna, Role.ReadOnly, bolt)).Require();
        foreach (var key in new[] { wide, other })
        {
            Assert.Equal(new ApiKeyBeyondReach(), (await carl.Does<RotateProviderApiKey>().RunAsync(new() { Id = key.Id })).Problem);
            Assert.Equal(new ApiKeyBeyondReach(), (await carl.Does<RevokeProviderApiKey>().RunAsync(new() { Id = key.Id })).Problem);
            Assert.Equal(new ApiKeyBeyondReach(), (await carl.Does<UpdateProviderApiKey>().RunAsync(Change(key))).Problem);
            Assert.False((await carl.Does<GetProviderApiKey>().RunAsync(new() { Id = key.Id })).Require().MayChange);
        }
    }

    [Fact]
    public async Task Is_changed_as_a_whole_from_the_version_that_was_read()
    {
        var key = (await AddAsync(portal.Anna, Role.Manager, acme)).Require();

        (
            await portal.Anna.Does<UpdateProviderApiKey>().RunAsync(Change(key) with { Role = Role.HelpDesk, AddedOrganizations = [bolt] })
        ).Require();

        Assert.Equal(new ChangedMeanwhile(), (await portal.Anna.Does<UpdateProviderApiKey>().RunAsync(Change(key))).Problem);
        var row = (await portal.Anna.Does<GetProviderApiKey>().RunAsync(new() { Id = key.Id })).Require();
        Assert.Equal((Role.HelpDesk, 2, 1), (row.Role, row.ChosenOrganizations, row.Version));
        Assert.Equal(
            [new FieldChange("Role", "manager", "help desk"), new FieldChange("Organizations given", null, "Bolt")],
            Assert.Single(await EventsAsync("api-key-updated")).Changes
        );
    }

    [Fact]
    public async Task Is_renewed_by_one_with_the_same_rights()
    {
        var former = (await AddAsync(portal.Anna, Role.HelpDesk, acme)).Require();

        var renewed = (await portal.Anna.Does<RotateProviderApiKey>().RunAsync(new() { Id = former.Id })).Require();

        Assert.NotEqual(former.Key, renewed.Key);
        Assert.Equal((former.Name, Role.HelpDesk, 1), (renewed.Name, renewed.Role, renewed.ChosenOrganizations));
        Assert.Equal(former.ExpiresAt, renewed.ExpiresAt);
        Assert.Equal(
            $"Renewed {former.Start}… by the API key Sync ({renewed.Start}…)",
            Assert.Single(await EventsAsync("api-key-rotated")).Summary
        );
        Assert.Equal(2, (await portal.Anna.Does<ListProviderApiKeys>().RunAsync(new())).Require().TotalCount);

        (await portal.Anna.Does<RevokeProviderApiKey>().RunAsync(new() { Id = former.Id })).Require();
        await using var view = await portal.OnDashboardAsync();
        Assert.Equal(renewed.Id, view.Db.Set<ProviderApiKey>().Single().Id);
        Assert.Single(view.Db.Set<KeyMembership>());
        Assert.Single(view.Db.Set<OrganizationAccess>());
    }

    /// <summary>Otherwise a thief inside one network could make himself a key for everywhere.</summary>
    [Fact]
    public async Task Made_by_a_key_bound_to_networks_is_bound_to_them_too()
    {
        var acting = new ActingKey(portal.NewId(), "Bound", "198.51.100.0/24");
        var request = new AddProviderApiKey.Request { Name = "Free", AllOrganizations = true };
        var former = (await AddAsync(portal.Anna, Role.ReadOnly)).Require();

        Assert.Equal(new NetworksBeyondKey(), (await KeyActor<AddProviderApiKey>(acting).RunAsync(request)).Problem);
        Assert.Equal(new NetworksBeyondKey(), (await KeyActor<RotateProviderApiKey>(acting).RunAsync(new() { Id = former.Id })).Problem);
        Assert.Equal(new NetworksBeyondKey(), (await KeyActor<UpdateProviderApiKey>(acting).RunAsync(Change(former))).Problem);
        Assert.True((await KeyActor<AddProviderApiKey>(acting).RunAsync(request with { AllowedNetworks = ["198.51.100.7"] })).Succeeded);
    }

    [Fact]
    public async Task Is_found_by_name_and_by_its_start()
    {
        var nightly = (await AddAsync(portal.Anna, Role.ReadOnly, "Nightly")).Require();
        await AddAsync(portal.Anna, Role.ReadOnly, "Weekly");

        Assert.Equal(["Nightly"], await NamesAsync(new() { Search = "nigh" }));
        Assert.Equal(["Nightly"], await NamesAsync(new() { Search = nightly.Start }));
        Assert.Equal(["Weekly", "Nightly"], await NamesAsync(new() { Sort = "-name" }));
        Assert.Equal(["Weekly"], await NamesAsync(new() { Skip = 1 }));
    }

    private async Task<IEnumerable<string>> NamesAsync(ApiKeyListRequest request) =>
        (await portal.Anna.Does<ListProviderApiKeys>().RunAsync(request)).Require().Results.Select(k => k.Name);

    private static Task<Outcome<ProviderApiKeyRow>> AddAsync(Person person, Role role, params ObjectId[] organizations) =>
        AddAsync(person, role, "Sync", organizations);

    private static Task<Outcome<ProviderApiKeyRow>> AddAsync(Person person, Role role, string name, params ObjectId[] organizations) =>
        person
            .Does<AddProviderApiKey>()
            .RunAsync(
                new()
                {
                    Name = name,
                    Role = role,
                    AllOrganizations = organizations is [],
                    Organizations = organizations,
                }
            );

    private static UpdateProviderApiKey.Request Change(ProviderApiKeyRow key) =>
        new()
        {
            Id = key.Id,
            Version = key.Version,
            Name = key.Name,
            Role = key.Role,
            AllOrganizations = key.AllOrganizations,
        };

    /// <summary>The operation as the provider's key of an administrator would run it; with another key named in it, bound as that one.</summary>
    private TOperation KeyActor<TOperation>(ActingKey? acting = null)
        where TOperation : notnull
    {
        ObjectId membership;
        using (var db = portal.Credentials())
        {
            var place = KeyMembership.Create(portal.Northwind, portal.NewId(), Role.Administrator, portal.Clock.GetUtcNow());
            place.AllOrganizations = true;
            db.Add(place);
            db.SaveChanges();
            membership = place.Id;
        }

        var scope = portal.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(new Actor.ProviderKey(membership, "Key") { Key = acting });
        return scope.ServiceProvider.GetRequiredService<TOperation>();
    }

    private async Task<List<ProviderEvent>> EventsAsync(string type)
    {
        await using var view = await portal.OnDashboardAsync();
        return [.. view.Db.Set<ProviderEvent>().Where(e => e.Type == type)];
    }
}
