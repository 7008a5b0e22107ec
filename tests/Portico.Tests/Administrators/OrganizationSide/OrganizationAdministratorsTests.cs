using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.OrganizationSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Settings;
using Portico.Tests.Platform.Images;
using Portico.Tests.Support;
using SkiaSharp;

namespace Portico.Tests.Administrators.OrganizationSide;

/// <summary>An organization's own administrators: the rules of the provider's ones are tested there; here is what differs.</summary>
public sealed class OrganizationAdministratorsTests : IAsyncLifetime
{
    private readonly TestPortal portal = new();
    private ObjectId acme;
    private Person omar = null!;

    public async ValueTask InitializeAsync()
    {
        acme = await portal.OrganizationAsync("Acme");
        omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
    }

    public ValueTask DisposeAsync()
    {
        portal.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task He_himself_and_the_providers_staff_invite_to_this_organization()
    {
        var byOmar = (await Invite(omar, "pia@acme.example")).Require();
        Assert.Equal(ActorSide.Organization, (await portal.LastEventAsync(acme)).ActorSide);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Invite(portal.Anna, "quin@acme.example");

        var happened = await portal.LastEventAsync(acme);
        Assert.Equal(
            (ActorSide.Provider, "Invited the administrator Pia Park (quin@acme.example)"),
            (happened.ActorSide, happened.Summary)
        );
        Assert.Equal(3, (await List(omar)).TotalCount);
        Assert.Equal(AdministratorStatus.Pending, (await portal.FindAsync(acme, byOmar.Id)).Status);
    }

    [Fact]
    public async Task The_mail_names_the_organization_and_who_invites()
    {
        await Invite(omar, "pia@acme.example");

        var mail = Assert.Single(portal.MailsTo("pia@acme.example"));
        Assert.Equal("Omar Owner invites you to administer Acme", mail.Subject);
        Assert.Equal("invitation", mail.Page());
        using var db = portal.Credentials();
        var link = Assert.Single(db.Set<AccountLink>());
        Assert.Equal(("Acme", "Omar Owner"), (link.PlaceName, link.InviterName));
    }

    [Fact]
    public async Task The_mail_carries_the_organizations_logo()
    {
        var picture = Pictures.Encode(SKEncodedImageFormat.Png, 300, 80);
        var upload = new FormFile(new MemoryStream(picture), 0, picture.Length, "Logo", "logo.png");
        (await portal.Anna.Does<SetOrganizationLogo>().RunAsync(acme, new() { Logo = upload })).Require();

        await Invite(omar, "pia@acme.example");

        Assert.Contains("image/png", portal.MailsTo("pia@acme.example")[0].BodyParts.Select(p => p.ContentType.MimeType));
    }

    [Fact]
    public async Task The_same_address_may_administer_several_organizations_and_each_once()
    {
        var bolt = await portal.OrganizationAsync("Bolt");

        Assert.Equal(new AdministratorExists(omar.Email), (await Invite(portal.Anna, omar.Email)).Problem);
        Assert.True((await Invite(portal.Anna, omar.Email, bolt)).Succeeded);
    }

    [Fact]
    public async Task Each_organization_lists_its_own()
    {
        var bolt = await portal.OrganizationAsync("Bolt");
        portal.AddOrganizationAdministrator(bolt, "Nora", "Neighbour");

        Assert.Equal(["Omar Owner"], (await List(omar)).Results.Select(r => r.Name));
        Assert.Equal(
            ["Nora Neighbour"],
            (await portal.Anna.Does<ListOrganizationAdministrators>().RunAsync(bolt, new())).Require().Results.Select(r => r.Name)
        );
    }

    [Fact]
    public async Task Nobody_removes_suspends_or_demotes_himself_here_either()
    {
        var himself = new AdministratorReference { Id = omar.MembershipId };

        Assert.Equal(new NotYourself(), (await omar.Does<SuspendOrganizationAdministrator>().RunAsync(acme, himself)).Problem);
        Assert.Equal(new NotYourself(), (await omar.Does<RemoveOrganizationAdministrator>().RunAsync(acme, himself)).Problem);
        Assert.Equal(
            new NotYourself(),
            (
                await omar.Does<UpdateOrganizationAdministrator>().RunAsync(acme, new() { Id = omar.MembershipId, Role = Role.Manager })
            ).Problem
        );
    }

    [Fact]
    public async Task Two_who_remove_each_other_at_once_leave_one()
    {
        var (one, other) = (omar, portal.AddOrganizationAdministrator(acme, "Pia", "Park"));
        for (var i = 0; i < 5; i++)
        {
            var outcomes = await Task.WhenAll(Task.Run(() => Remove(one, other)), Task.Run(() => Remove(other, one)));

            Assert.Single(outcomes, o => o.Succeeded);
            one = outcomes[0].Succeeded ? one : other;
            other = portal.AddOrganizationAdministrator(acme, $"Other{i}", "T");
        }
    }

    [Fact]
    public async Task The_last_one_is_taken_away_by_the_providers_staff_only()
    {
        Assert.True((await Remove(portal.Anna, omar)).Succeeded);

        Assert.Empty((await List(portal.Anna)).Results);
        Assert.Equal(new NothingHere(), (await omar.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Problem);
        var happened = await portal.LastEventAsync(acme);
        Assert.Equal((ActorSide.Provider, "administrator-removed"), (happened.ActorSide, happened.Type));
    }

    [Fact]
    public async Task Everything_can_be_done_that_the_provider_can_do_with_its_own()
    {
        var pia = (await Invite(omar, "pia@acme.example")).Require();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var invited = new AdministratorReference { Id = pia.Id };
        Assert.True((await omar.Does<ResendOrganizationInvitation>().RunAsync(acme, invited)).Succeeded);
        Assert.Equal(2, portal.MailsTo("pia@acme.example").Count);
        Assert.True((await omar.Does<RevokeOrganizationInvitation>().RunAsync(acme, invited)).Succeeded);
        Assert.Equal(new NoSuchAdministrator(), (await omar.Does<ResendOrganizationInvitation>().RunAsync(acme, invited)).Problem);

        var quin = portal.AddOrganizationAdministrator(acme, "Quin", "Quill", Role.ReadOnly);
        var reference = new AdministratorReference { Id = quin.MembershipId };
        Assert.True((await omar.Does<SuspendOrganizationAdministrator>().RunAsync(acme, reference)).Succeeded);
        Assert.Equal(new NothingHere(), (await quin.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Problem);
        Assert.True((await omar.Does<RestoreOrganizationAdministrator>().RunAsync(acme, reference)).Succeeded);
        Assert.True((await quin.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Succeeded);
        Assert.True((await omar.Does<ResetOrganizationAdministratorMfa>().RunAsync(acme, reference)).Succeeded);
        Assert.Equal("reset-mfa", Assert.Single(portal.MailsTo(quin.Email)).Page());
        var changed = await omar.Does<UpdateOrganizationAdministrator>()
            .RunAsync(
                acme,
                new()
                {
                    Id = quin.MembershipId,
                    FirstName = "Quinn",
                    Role = Role.Manager,
                    RequiresMfa = true,
                }
            );
        Assert.True(changed.Succeeded);
        var row = await portal.FindAsync(acme, quin.MembershipId);
        Assert.Equal(("Quinn", Role.Manager, true), (row.Name, row.Role, row.RequiresMfa));
    }

    [Fact]
    public async Task An_administrator_of_another_organization_does_not_exist()
    {
        var nora = portal.AddOrganizationAdministrator(await portal.OrganizationAsync("Bolt"), "Nora", "Neighbour");
        var request = new AdministratorReference { Id = nora.MembershipId };

        Assert.Equal(
            new NoSuchAdministrator(),
            (await portal.Anna.Does<RemoveOrganizationAdministrator>().RunAsync(acme, request)).Problem
        );
        Assert.Equal(new NoSuchAdministrator(), (await omar.Does<ResetOrganizationAdministratorMfa>().RunAsync(acme, request)).Problem);
        Assert.Empty(portal.MailsTo(nora.Email));
        await using var db = portal.Credentials();
        Assert.NotNull(await db.Set<OrganizationMembership>().FirstOrDefaultAsync(m => m.Id == nora.MembershipId));
    }

    private Task<Outcome<AdministratorInvitation>> Invite(Person by, string email, ObjectId? organization = null) =>
        by.Does<InviteOrganizationAdministrator>()
            .RunAsync(
                organization ?? acme,
                new()
                {
                    FirstName = "Pia",
                    LastName = "Park",
                    Email = email,
                    Role = Role.Administrator,
                }
            );

    private Task<Outcome<Done>> Remove(Person by, Person whom) =>
        by.Does<RemoveOrganizationAdministrator>().RunAsync(acme, new() { Id = whom.MembershipId });

    private async Task<ListOf<AdministratorRow>> List(Person person) =>
        (await person.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Require();
}
