using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Platform.Access;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>Suspending, restoring, removing and resetting the provider's administrators.</summary>
public sealed class ChangeProviderAdministratorTests : IDisposable
{
    private readonly TestPortal portal = new();
    private readonly Person ben;

    public ChangeProviderAdministratorTests() => ben = portal.AddTechnician(portal.Northwind, "Ben", "Ray", Role.Administrator);

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Whoever_is_suspended_is_out_until_he_is_restored()
    {
        await Suspend(portal.Anna, ben);
        Assert.Equal(new NothingHere(), (await ben.Does<ListProviderAdministrators>().RunAsync(new())).Problem);
        Assert.Equal(AdministratorStatus.Suspended, (await portal.FindAsync(ben.MembershipId)).Status);
        Assert.Equal("administrator-suspended", (await portal.LastEventAsync()).Type);

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.Anna.Does<RestoreProviderAdministrator>().RunAsync(new() { Id = ben.MembershipId });
        Assert.True((await ben.Does<ListProviderAdministrators>().RunAsync(new())).Succeeded);
        Assert.Equal("administrator-restored", (await portal.LastEventAsync()).Type);
    }

    [Fact]
    public async Task Suspending_twice_is_one_event()
    {
        await Suspend(portal.Anna, ben);
        var version = (await portal.FindAsync(ben.MembershipId)).Version;

        Assert.True((await Suspend(portal.Anna, ben)).Succeeded);
        Assert.Equal(version, (await portal.FindAsync(ben.MembershipId)).Version);
    }

    [Fact]
    public async Task Removing_takes_the_membership_and_leaves_the_account()
    {
        var acme = await portal.OrganizationAsync("Acme");
        var dora = portal.AddTechnician(portal.Northwind, "Dora", "Duck", Role.HelpDesk, acme);

        Assert.True((await Remove(portal.Anna, dora)).Succeeded);

        await using var db = portal.Credentials();
        Assert.Null(await db.Set<ProviderMembership>().FirstOrDefaultAsync(m => m.Id == dora.MembershipId));
        Assert.Empty(await db.Set<OrganizationAccess>().ToListAsync());
        Assert.NotNull(await db.Set<Administrator>().FirstOrDefaultAsync(a => a.Id == dora.Id));
        var happened = await portal.LastEventAsync();
        Assert.Equal("Removed the administrator Dora Duck (dora.duck@example.com)", happened.Summary);
        Assert.Equal([("Role", "Help Desk"), ("Organizations", "Acme")], happened.Changes.Select(c => (c.Field, c.Old!)));
    }

    [Fact]
    public async Task Nobody_suspends_or_removes_himself()
    {
        Assert.Equal(new NotYourself(), (await Suspend(portal.Anna, portal.Anna)).Problem);
        Assert.Equal(new NotYourself(), (await Remove(portal.Anna, portal.Anna)).Problem);
        Assert.Equal(2, (await ben.Does<ListProviderAdministrators>().RunAsync(new())).Require().TotalCount);
    }

    [Fact]
    public async Task The_last_one_in_charge_stays_whoever_asks()
    {
        Assert.True((await AsPortico<SuspendProviderAdministrator>().RunAsync(new() { Id = ben.MembershipId })).Succeeded);
        var acme = await portal.OrganizationAsync("Acme");
        // None of these may manage administrators over all organizations.
        portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);
        portal.AddTechnician(portal.Northwind, "Mia", "Manager", Role.Manager);
        await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(new() { Email = "ivy@example.com", Role = Role.Administrator });

        var anna = portal.Anna.MembershipId;
        Assert.Equal(new LastAdministrator(), (await AsPortico<SuspendProviderAdministrator>().RunAsync(new() { Id = anna })).Problem);
        Assert.Equal(new LastAdministrator(), (await AsPortico<RemoveProviderAdministrator>().RunAsync(new() { Id = anna })).Problem);
        Assert.Equal(
            new LastAdministrator(),
            (
                await AsPortico<UpdateProviderAdministrator>()
                    .RunAsync(
                        new()
                        {
                            Id = anna,
                            Role = Role.Manager,
                            AllOrganizations = true,
                        }
                    )
            ).Problem
        );
        Assert.Equal(
            new LastAdministrator(),
            (
                await AsPortico<UpdateProviderAdministrator>()
                    .RunAsync(
                        new()
                        {
                            Id = anna,
                            Role = Role.Administrator,
                            AddedOrganizations = [acme],
                        }
                    )
            ).Problem
        );
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one()
    {
        var (one, other) = (portal.Anna, ben);
        for (var i = 0; i < 5; i++)
        {
            var outcomes = await Task.WhenAll(Task.Run(() => Remove(one, other)), Task.Run(() => Remove(other, one)));

            Assert.Single(outcomes, o => o.Succeeded);
            Assert.Contains(
                Assert.Single(outcomes, o => !o.Succeeded).Problem,
                new Problem?[] { new LastAdministrator(), new ChangedMeanwhile(), new NothingHere() }
            );
            one = outcomes[0].Succeeded ? one : other;
            other = portal.AddTechnician(portal.Northwind, $"Other{i}", "T", Role.Administrator);
        }
    }

    [Fact]
    public async Task What_reaches_further_is_not_changed_by_whoever_has_chosen_organizations()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);
        var dora = portal.AddTechnician(portal.Northwind, "Dora", "Both", Role.HelpDesk, acme, bolt);
        var evan = portal.AddTechnician(portal.Northwind, "Evan", "Acme", Role.HelpDesk, acme);

        Assert.Equal(new BeyondYourReach(), (await Suspend(carl, ben)).Problem);
        Assert.Equal(new BeyondYourReach(), (await Remove(carl, dora)).Problem);
        Assert.Equal(new BeyondYourReach(), (await ResetMfa(carl, dora)).Problem);
        Assert.True((await Suspend(carl, evan)).Succeeded);
    }

    [Fact]
    public async Task Those_of_another_provider_do_not_exist()
    {
        var sam = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);

        foreach (var id in new[] { sam.MembershipId, portal.NewId() })
        {
            var request = new AdministratorReference { Id = id };
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<SuspendProviderAdministrator>().RunAsync(request)).Problem);
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<RestoreProviderAdministrator>().RunAsync(request)).Problem);
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<RemoveProviderAdministrator>().RunAsync(request)).Problem);
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<ResetProviderAdministratorMfa>().RunAsync(request)).Problem);
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<ResendProviderInvitation>().RunAsync(request)).Problem);
            Assert.Equal(new NoSuchAdministrator(), (await portal.Anna.Does<RevokeProviderInvitation>().RunAsync(request)).Problem);
            Assert.Equal(
                new NoSuchAdministrator(),
                (await portal.Anna.Does<GetProviderAdministrator>().RunAsync(new() { Id = id })).Problem
            );
        }
    }

    [Fact]
    public async Task A_change_of_what_someone_else_has_changed_meanwhile_is_refused()
    {
        var read = (await portal.FindAsync(ben.MembershipId)).Version;
        await Suspend(portal.Anna, ben);

        var late = await portal.Anna.Does<RemoveProviderAdministrator>().RunAsync(new() { Id = ben.MembershipId, Version = read });

        Assert.Equal(new ChangedMeanwhile(), late.Problem);
    }

    [Fact]
    public async Task Resetting_multifactor_authentication_mails_a_link_and_changes_no_account()
    {
        await using var db = portal.Credentials();
        (await db.Set<Administrator>().SingleAsync(a => a.Id == ben.Id)).SealedTotpSecret = "sealed";
        await db.SaveChangesAsync();

        Assert.True((await ResetMfa(portal.Anna, ben)).Succeeded);

        var mail = Assert.Single(portal.MailsTo(ben.Email));
        Assert.Equal("reset-mfa", mail.Page());
        var link = Assert.Single(await db.Set<AccountLink>().ToListAsync());
        Assert.Equal((LinkPurpose.MfaReset, ben.Email, ben.MembershipId), (link.Purpose, link.Email, link.MembershipId!.Value));
        Assert.Equal(TimeSpan.FromHours(1), link.ExpiresAt - portal.Clock.GetUtcNow());
        Assert.Equal("sealed", (await db.Set<Administrator>().AsNoTracking().SingleAsync(a => a.Id == ben.Id)).SealedTotpSecret);
        Assert.Equal("administrator-mfa-reset-sent", (await portal.LastEventAsync()).Type);
    }

    private TOperation AsPortico<TOperation>()
        where TOperation : notnull => portal.As<TOperation>(new Actor.Job("test", portal.Northwind, OrganizationId: null));

    private static Task<Outcome<Done>> Suspend(Person by, Person whom) =>
        by.Does<SuspendProviderAdministrator>().RunAsync(new() { Id = whom.MembershipId });

    private static Task<Outcome<Done>> Remove(Person by, Person whom) =>
        by.Does<RemoveProviderAdministrator>().RunAsync(new() { Id = whom.MembershipId });

    private static Task<Outcome<Done>> ResetMfa(Person by, Person whom) =>
        by.Does<ResetProviderAdministratorMfa>().RunAsync(new() { Id = whom.MembershipId });
}
