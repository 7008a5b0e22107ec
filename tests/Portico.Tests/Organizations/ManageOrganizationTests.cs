using Microsoft.EntityFrameworkCore;
using Portico.Organizations;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

/// <summary>Rename, suspend, restore, delete.</summary>
public sealed class ManageOrganizationTests : IAsyncLifetime
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
    public async Task Renames_and_both_sides_see_it()
    {
        Assert.True((await RenameAsync(portal.Anna, acme, "  Acme Ltd ")).Succeeded);

        Assert.Equal("Acme Ltd", (await DetailsAsync(acme)).Name);
        await using var dashboard = await portal.OnDashboardAsync();
        await using var inside = await portal.InsideAsync(acme);
        AuditRecord[] seen =
        [
            await dashboard.Db.Set<ProviderEvent>().SingleAsync(e => e.Type == "organization-renamed"),
            await inside.Db.Set<OrganizationEvent>().SingleAsync(e => e.Type == "organization-renamed"),
        ];
        Assert.All(seen, e => Assert.Equal([new FieldChange("Organization name", "Acme", "Acme Ltd")], e.Changes));
    }

    [Fact]
    public async Task Refuses_a_name_that_another_one_has_and_takes_its_own_in_another_case()
    {
        Assert.Equal(new OrganizationNameTaken("bolt"), (await RenameAsync(portal.Anna, acme, "bolt")).Problem);
        Assert.True((await RenameAsync(portal.Anna, acme, "ACME")).Succeeded);
        Assert.IsType<InvalidField>((await RenameAsync(portal.Anna, acme, " ")).Problem);
        Assert.IsType<InvalidField>((await RenameAsync(portal.Anna, acme, "Ac\nme")).Problem);
    }

    [Fact]
    public async Task Refuses_a_rename_of_what_someone_else_renamed_meanwhile()
    {
        var read = (await DetailsAsync(acme)).Version;
        await RenameAsync(portal.Anna, acme, "Acme Ltd");

        var late = await portal
            .Anna.Does<RenameManagedOrganization>()
            .RunAsync(
                new()
                {
                    OrganizationId = acme,
                    Name = "Acme Inc",
                    Version = read,
                }
            );

        Assert.Equal(new ChangedMeanwhile(), late.Problem);
    }

    [Fact]
    public async Task Whoever_sees_chosen_organizations_cannot_try_out_names()
    {
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, acme);

        Assert.Equal(new RoleTooWeak(), (await RenameAsync(colleague, acme, "Bolt")).Problem);
        Assert.Equal(new RoleTooWeak(), (await RenameAsync(colleague, acme, "Free")).Problem);
    }

    [Fact]
    public async Task A_suspended_organization_keeps_its_own_people_out_and_the_provider_in_until_it_is_restored()
    {
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        Assert.True((await SuspendAsync(portal.Anna, acme)).Succeeded);

        Assert.Equal(new NothingHere(), (await omar.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Problem);
        var header = (await portal.Anna.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Require();
        Assert.Equal((OrganizationState.Suspended, true, Role.Administrator), (header.State, header.IsProviderStaff, header.Role));

        Assert.True((await RestoreAsync(portal.Anna, acme)).Succeeded);
        var own = (await omar.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Require();
        Assert.Equal((OrganizationState.Active, false), (own.State, own.IsProviderStaff));
        Assert.Equal(["organization-restored", "organization-suspended"], await EventsAsync());
    }

    [Fact]
    public async Task Doing_it_twice_happens_once()
    {
        await SuspendAsync(portal.Anna, acme);
        await SuspendAsync(portal.Anna, acme);
        await RestoreAsync(portal.Anna, acme);
        Assert.True((await RestoreAsync(portal.Anna, acme)).Succeeded);

        Assert.Equal(["organization-restored", "organization-suspended"], await EventsAsync());
    }

    [Fact]
    public async Task Deletion_asks_for_the_name_and_can_be_undone()
    {
        Assert.Equal(new OrganizationNameMistyped("Acme"), (await DeleteAsync(portal.Anna, acme, "acme")).Problem);
        Assert.Equal(new OrganizationNameMistyped("Acme"), (await DeleteAsync(portal.Anna, acme, "Bolt")).Problem);
        Assert.True((await DeleteAsync(portal.Anna, acme, " Acme ")).Succeeded);

        var header = (await portal.Anna.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Require();
        Assert.Equal((OrganizationState.PendingDeletion, portal.Clock.GetUtcNow().AddDays(30)), (header.State, header.DeletionDueAt));
        Assert.Equal(new OrganizationPendingDeletion("Acme"), (await SuspendAsync(portal.Anna, acme)).Problem);

        Assert.True((await RestoreAsync(portal.Anna, acme)).Succeeded);
        header = (await portal.Anna.Does<GetOrganizationHeader>().RunAsync(acme, Nothing.Instance)).Require();
        Assert.Equal((OrganizationState.Active, null), (header.State, header.DeletionDueAt));
    }

    [Fact]
    public async Task Nobody_else_changes_it()
    {
        var stranger = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var colleague = portal.AddTechnician(portal.Northwind, "Carl", "Colleague", Role.Administrator, bolt);
        var desk = portal.AddTechnician(portal.Northwind, "Hugo", "Help", Role.HelpDesk);

        Assert.Equal(new NothingHere(), (await RenameAsync(stranger, acme, "Mine")).Problem);
        foreach (var outsider in new[] { stranger, colleague })
        {
            Assert.Equal(new NothingHere(), (await SuspendAsync(outsider, acme)).Problem);
            Assert.Equal(new NothingHere(), (await RestoreAsync(outsider, acme)).Problem);
            Assert.Equal(new NothingHere(), (await DeleteAsync(outsider, acme, "Acme")).Problem);
        }

        Assert.Equal(new RoleTooWeak(), (await RenameAsync(desk, acme, "Mine")).Problem);
        Assert.Equal(new RoleTooWeak(), (await SuspendAsync(desk, acme)).Problem);
        Assert.Equal(new RoleTooWeak(), (await DeleteAsync(desk, acme, "Acme")).Problem);
        Assert.Empty(await EventsAsync());
    }

    private static Task<Outcome<Done>> RenameAsync(Person person, ObjectId id, string name) =>
        person.Does<RenameManagedOrganization>().RunAsync(new() { OrganizationId = id, Name = name });

    private static Task<Outcome<Done>> SuspendAsync(Person person, ObjectId id) =>
        person.Does<SuspendManagedOrganization>().RunAsync(new() { OrganizationId = id });

    private static Task<Outcome<Done>> RestoreAsync(Person person, ObjectId id) =>
        person.Does<RestoreManagedOrganization>().RunAsync(new() { OrganizationId = id });

    private static Task<Outcome<Done>> DeleteAsync(Person person, ObjectId id, string name) =>
        person.Does<DeleteManagedOrganization>().RunAsync(new() { OrganizationId = id, Name = name });

    private async Task<GetManagedOrganization.Result> DetailsAsync(ObjectId id) =>
        (await portal.Anna.Does<GetManagedOrganization>().RunAsync(id, Nothing.Instance)).Require();

    private async Task<List<string>> EventsAsync()
    {
        await using var inside = await portal.InsideAsync(acme);
        return await inside
            .Db.Set<OrganizationEvent>()
            .Where(e => e.Type != "organization-added")
            .Select(e => e.Type)
            .Order()
            .ToListAsync();
    }
}
