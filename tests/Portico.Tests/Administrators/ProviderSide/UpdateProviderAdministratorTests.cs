using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

public sealed class UpdateProviderAdministratorTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private ObjectId bolt;
    private ObjectId coyote;
    private Person dora = null!;

    public async ValueTask InitializeAsync()
    {
        (acme, bolt, coyote) = (
            await portal.OrganizationAsync("Acme"),
            await portal.OrganizationAsync("Bolt"),
            await portal.OrganizationAsync("Coyote")
        );
        dora = portal.AddTechnician(portal.Northwind, "Dora", "Duck", Role.HelpDesk, acme, bolt);
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Changes_name_role_and_multifactor_authentication_with_old_and_new_values()
    {
        var changed = await Update(
            portal.Anna,
            r => (r.FirstName, r.LastName, r.Role, r.RequiresMfa) = (" Theodora ", "", Role.Manager, true)
        );

        Assert.True(changed.Succeeded);
        var row = await portal.FindAsync(dora.MembershipId);
        Assert.Equal(("Theodora", Role.Manager, true, 2), (row.Name, row.Role, row.RequiresMfa, row.ChosenOrganizations));
        var happened = await portal.LastEventAsync();
        Assert.Equal(("administrator-updated", "Theodora"), (happened.Type, happened.TargetName));
        Assert.Equal(
            [
                new FieldChange("First name", "Dora", "Theodora"),
                new FieldChange("Last name", "Duck", null),
                new FieldChange("Multifactor authentication required", "no", "yes"),
                new FieldChange("Role", "help desk", "manager"),
            ],
            happened.Changes.OrderBy(c => c.Field, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Adds_and_takes_away_chosen_organizations()
    {
        Assert.True((await Update(portal.Anna, r => (r.AddedOrganizations, r.RemovedOrganizations) = ([coyote, acme], [bolt]))).Succeeded);

        Assert.Equal([acme, coyote], await ReachOfDoraAsync());
        Assert.Equal(
            [new FieldChange("Organizations given", null, "Coyote"), new FieldChange("Organizations taken away", "Bolt", null)],
            (await portal.LastEventAsync()).Changes
        );
    }

    [Fact]
    public async Task All_organizations_take_the_place_of_the_chosen_and_the_chosen_of_all()
    {
        Assert.True((await Update(portal.Anna, r => r.AllOrganizations = true)).Succeeded);
        Assert.Empty(await ReachOfDoraAsync());
        Assert.Equal([new FieldChange("Organizations", "Acme, Bolt", "all")], (await portal.LastEventAsync()).Changes);

        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Update(portal.Anna, r => r.AddedOrganizations = [bolt])).Succeeded);
        Assert.Equal([bolt], await ReachOfDoraAsync());
        Assert.Equal([new FieldChange("Organizations", "all", "Bolt")], (await portal.LastEventAsync()).Changes);
    }

    [Fact]
    public async Task Someone_without_organizations_is_refused()
    {
        Assert.Equal(new NoOrganizationChosen(), (await Update(portal.Anna, r => r.RemovedOrganizations = [acme, bolt])).Problem);
        Assert.Equal([acme, bolt], await ReachOfDoraAsync());
    }

    [Fact]
    public async Task Nobody_gives_an_organization_that_he_does_not_have_and_takes_from_nobody_who_reaches_further()
    {
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme, bolt);

        Assert.Equal(new UnknownOrganization(), (await Update(carl, r => r.AddedOrganizations = [coyote])).Problem);
        Assert.Equal(new ReachAboveYours(), (await Update(carl, r => r.AllOrganizations = true)).Problem);
        Assert.True((await Update(carl, r => r.RemovedOrganizations = [bolt])).Succeeded);
        await Update(portal.Anna, r => r.AddedOrganizations = [coyote]);
        Assert.Equal(new BeyondYourReach(), (await Update(carl, r => r.FirstName = "Not yours")).Problem);
    }

    [Fact]
    public async Task One_changes_his_own_name_and_neither_role_nor_organizations()
    {
        var anna = portal.Anna.MembershipId;

        Assert.Equal(
            new NotYourself(),
            (await Update(portal.Anna, r => (r.Id, r.Role, r.AllOrganizations) = (anna, Role.Manager, true))).Problem
        );
        Assert.Equal(
            new NotYourself(),
            (await Update(portal.Anna, r => (r.Id, r.Role, r.AddedOrganizations) = (anna, Role.Administrator, [acme]))).Problem
        );
        Assert.True(
            (
                await Update(portal.Anna, r => (r.Id, r.Role, r.AllOrganizations, r.FirstName) = (anna, Role.Administrator, true, "Ann"))
            ).Succeeded
        );
        Assert.Equal("Ann Duck", (await portal.FindAsync(anna)).Name);
    }

    [Fact]
    public async Task An_edit_of_an_older_version_is_refused_and_loses_nothing()
    {
        var version = (await portal.FindAsync(dora.MembershipId)).Version;
        await Update(portal.Anna, r => (r.FirstName, r.Version) = ("First", version));

        Assert.Equal(new ChangedMeanwhile(), (await Update(portal.Anna, r => (r.FirstName, r.Version) = ("Second", version))).Problem);
        Assert.Equal("First", (await portal.FindAsync(dora.MembershipId)).FirstName);
    }

    [Fact]
    public async Task Saving_without_a_change_is_no_event_and_no_new_version()
    {
        var before = await portal.FindAsync(dora.MembershipId);

        Assert.True((await Update(portal.Anna, _ => { })).Succeeded);
        Assert.Equal(before, await portal.FindAsync(dora.MembershipId));
    }

    private async Task<HashSet<ObjectId>> ReachOfDoraAsync()
    {
        await using var db = portal.Credentials();
        var access = await db.Set<OrganizationAccess>().Where(a => a.MembershipId == dora.MembershipId).ToListAsync();
        return [.. access.Select(a => a.OrganizationId)];
    }

    private Task<Outcome<Done>> Update(Person by, Action<UpdateProviderAdministrator.Request> change)
    {
        var request = new UpdateProviderAdministrator.Request
        {
            Id = dora.MembershipId,
            FirstName = "Dora",
            LastName = "Duck",
            Role = Role.HelpDesk,
        };
        change(request);
        return by.Does<UpdateProviderAdministrator>().RunAsync(request);
    }
}
