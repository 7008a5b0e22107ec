using Portico.Administrators;
using Portico.Administrators.ProviderSide;
using Portico.Organizations;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Platform.Secrets;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

public sealed class InviteProviderAdministratorTests : IDisposable
{
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task Whoever_is_invited_is_pending_until_he_accepts()
    {
        var invited = (await Invite(portal.Anna)).Require();

        var ben = await portal.FindAsync(invited.Id);
        Assert.Equal(("Ben Ray", "ben@example.com", AdministratorStatus.Pending), (ben.Name, ben.Email, ben.Status));
        Assert.Equal((Role.HelpDesk, true, true), (ben.Role, ben.RequiresMfa, ben.AllOrganizations));
        Assert.Equal(portal.Clock.GetUtcNow().AddDays(5), ben.InvitationEndsAt);
    }

    [Fact]
    public async Task The_mail_carries_a_link_of_which_the_store_has_the_hash_only()
    {
        await Invite(portal.Anna);

        var mail = Assert.Single(portal.MailsTo("ben@example.com"));
        Assert.Equal("invitation", mail.Page());
        Assert.Contains("Anna Admin", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Northwind IT", mail.TextBody, StringComparison.Ordinal);
        using var db = portal.Credentials();
        var link = Assert.Single(db.Set<AccountLink>());
        Assert.Equal(SecretToken.Read(mail.Token())!.Hash, link.TokenHash);
        Assert.Equal((LinkPurpose.Invitation, "ben@example.com"), (link.Purpose, link.Email));
        Assert.Equal(TimeSpan.FromDays(5), link.ExpiresAt - portal.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    [InlineData("ben")]
    [InlineData("ben@example.com, eve@example.com")]
    [InlineData("ben ray@example.com")]
    [InlineData("ben@example.com\r\nBcc: eve@example.com")]
    public async Task Nothing_is_saved_without_an_address(string? email)
    {
        var refused = await Invite(portal.Anna, r => r.Email = email!);

        Assert.Equal("Email", Assert.IsType<InvalidField>(refused.Problem).Field);
        using var db = portal.Credentials();
        Assert.Single(db.Set<ProviderMembership>());
        Assert.Empty(db.Set<AccountLink>());
    }

    [Fact]
    public async Task Refuses_an_address_that_is_there_already_whatever_its_case()
    {
        await Invite(portal.Anna);

        Assert.Equal(new AdministratorExists("ben@example.com"), (await Invite(portal.Anna, r => r.Email = " Ben@Example.com ")).Problem);
        Assert.IsType<AdministratorExists>((await Invite(portal.Anna, r => r.Email = portal.Anna.Email)).Problem);
    }

    [Fact]
    public async Task Does_not_tell_whether_the_address_has_an_account()
    {
        var other = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);

        var toAccount = (await Invite(portal.Anna, r => r.Email = other.Email)).Require();
        var toNobody = (await Invite(portal.Anna)).Require();

        Assert.Equal(toNobody with { Id = toAccount.Id, Email = other.Email }, toAccount);
        var (known, unknown) = (await portal.FindAsync(toAccount.Id), await portal.FindAsync(toNobody.Id));
        Assert.Equal(unknown with { Id = known.Id, Email = known.Email }, known);
        var mails = (portal.MailsTo(other.Email)[0], portal.MailsTo("ben@example.com")[0]);
        Assert.Equal(mails.Item2.Subject, mails.Item1.Subject);
    }

    [Fact]
    public async Task Gives_the_chosen_organizations()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        await portal.OrganizationAsync("Coyote");

        var invited = (await Invite(portal.Anna, r => (r.AllOrganizations, r.Organizations) = (false, [acme, bolt, acme]))).Require();

        var ben = await portal.FindAsync(invited.Id);
        Assert.Equal((false, 2), (ben.AllOrganizations, ben.ChosenOrganizations));
    }

    [Fact]
    public async Task Refuses_chosen_organizations_when_there_are_none()
    {
        Assert.Equal(new NoOrganizationChosen(), (await Invite(portal.Anna, r => r.AllOrganizations = false)).Problem);
    }

    [Fact]
    public async Task Answers_alike_for_the_organization_of_another_provider_and_for_none()
    {
        var sam = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var foreign = (await sam.Does<AddManagedOrganization>().RunAsync(new() { Name = "Foreign" })).Require().Id;

        foreach (var organization in new[] { foreign, portal.NewId() })
        {
            var refused = await Invite(portal.Anna, r => (r.AllOrganizations, r.Organizations) = (false, [organization]));
            Assert.Equal(new UnknownOrganization(), refused.Problem);
        }
    }

    [Fact]
    public async Task Nobody_grants_organizations_that_he_does_not_have()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var carl = portal.AddTechnician(portal.Northwind, "Carl", "Chosen", Role.Administrator, acme);

        Assert.Equal(new ReachAboveYours(), (await Invite(carl)).Problem);
        Assert.Equal(
            new UnknownOrganization(),
            (await Invite(carl, r => (r.AllOrganizations, r.Organizations) = (false, [acme, bolt]))).Problem
        );
        Assert.True((await Invite(carl, r => (r.AllOrganizations, r.Organizations) = (false, [acme]))).Succeeded);
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.HelpDesk)]
    [InlineData(Role.ReadOnly)]
    public async Task Only_whoever_may_manage_administrators_invites(Role role)
    {
        var mia = portal.AddTechnician(portal.Northwind, "Mia", "Middle", role);

        Assert.Equal(new RoleTooWeak(), (await Invite(mia)).Problem);
    }

    [Fact]
    public async Task Refuses_a_role_that_there_is_not()
    {
        Assert.Equal("Role", Assert.IsType<InvalidField>((await Invite(portal.Anna, r => r.Role = (Role)7)).Problem).Field);
    }

    [Fact]
    public async Task Refuses_more_organizations_than_a_request_may_name()
    {
        var many = Enumerable.Range(0, 501).Select(_ => portal.NewId()).ToArray();

        var refused = await Invite(portal.Anna, r => (r.AllOrganizations, r.Organizations) = (false, many));

        Assert.Equal("Organizations", Assert.IsType<InvalidField>(refused.Problem).Field);
    }

    [Fact]
    public async Task The_event_says_who_was_invited_to_what()
    {
        var acme = await portal.OrganizationAsync("Acme");

        await Invite(portal.Anna, r => (r.AllOrganizations, r.Organizations) = (false, [acme]));

        var happened = await portal.LastEventAsync();
        Assert.Equal(("administrator-invited", "Invited the administrator Ben Ray (ben@example.com)"), (happened.Type, happened.Summary));
        Assert.Equal(portal.Anna.Id, happened.ActorId);
        Assert.Equal(
            [
                new FieldChange("E-mail", null, "ben@example.com"),
                new FieldChange("First name", null, "Ben"),
                new FieldChange("Last name", null, "Ray"),
                new FieldChange("Multifactor authentication required", null, "yes"),
                new FieldChange("Organizations", null, "Acme"),
                new FieldChange("Role", null, "help desk"),
            ],
            happened.Changes.Where(c => c.New is not "no").OrderBy(c => c.Field, StringComparer.Ordinal)
        );
    }

    private static Task<Outcome<AdministratorInvitation>> Invite(Person by, Action<InviteProviderAdministrator.Request>? but = null)
    {
        var request = new InviteProviderAdministrator.Request
        {
            FirstName = " Ben ",
            LastName = "Ray",
            Email = " Ben@Example.com",
            RequiresMfa = true,
            Role = Role.HelpDesk,
        };
        but?.Invoke(request);
        return by.Does<InviteProviderAdministrator>().RunAsync(request);
    }
}
