using Microsoft.EntityFrameworkCore;
using Portico.Administrators;
using Portico.Administrators.Invitations;
using Portico.Administrators.OrganizationSide;
using Portico.Administrators.ProviderSide;
using Portico.Platform;
using Portico.Platform.Access;
using Portico.Platform.Audit;
using Portico.Platform.Operations;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.Invitations;

public sealed class AcceptInvitationTests : IDisposable
{
    private const string Password = "correct horse battery staple";
    private readonly TestPortal portal = new();

    public void Dispose() => portal.Dispose();

    [Fact]
    public async Task The_link_shows_who_invites_to_what()
    {
        var token = await InviteToProviderAsync("ivy@example.com");

        var shown = (await Show(token)).Require();

        Assert.Equal(("Anna Admin", "Northwind IT", null), (shown.Inviter, shown.Place, shown.Organization));
        Assert.Equal(("ivy@example.com", "Ivy", Role.HelpDesk, true), (shown.Email, shown.FirstName, shown.Role, shown.RequiresMfa));
        Assert.Equal((InvitationStep.CreateAccount, portal.Clock.GetUtcNow().AddDays(5)), (shown.Next, shown.EndsAt));
    }

    [Fact]
    public async Task A_new_address_gets_an_account_and_the_pending_becomes_active()
    {
        var token = await InviteToProviderAsync("ivy@example.com");
        portal.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("Northwind IT", (await AcceptAsNew(token)).Require().Place);

        var ivy = Assert.Single(
            (await portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = "ivy" })).Require().Results
        );
        Assert.Equal((AdministratorStatus.Active, "Ivette Ivory", null), (ivy.Status, ivy.Name, ivy.InvitationEndsAt));
        await using var db = portal.Credentials();
        var account = await db.Set<Administrator>().SingleAsync(a => a.Email == "ivy@example.com");
        Assert.StartsWith("$argon2id$", account.PasswordHash, StringComparison.Ordinal);
        var membership = await db.Set<ProviderMembership>().SingleAsync(m => m.Id == ivy.Id);
        Assert.Equal((account.Id, portal.Clock.GetUtcNow()), (membership.AdministratorId!.Value, membership.AcceptedAt!.Value));
        var types = await db.Set<AccountEvent>().Where(e => e.AdministratorId == account.Id).Select(e => e.Type).ToListAsync();
        Assert.Equal(["account-created", "invitation-accepted"], types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_invited_hears_that_it_was_accepted()
    {
        var acme = await portal.OrganizationAsync("Acme");
        (await AcceptAsNew(await InviteToProviderAsync("ivy@example.com"))).Require();
        (await AcceptAsNew(await InviteToOrganizationAsync(acme, "omar@acme.example"))).Require();

        await using var dashboard = await portal.OnDashboardAsync();
        var joined = await dashboard.Db.Set<ProviderEvent>().SingleAsync(e => e.Type == "administrator-joined");
        Assert.Equal(
            ("Accepted the invitation as Ivette Ivory (ivy@example.com)", "Ivette Ivory", ActorSide.Provider),
            (joined.Summary, joined.ActorName, joined.ActorSide)
        );
        await using var inside = await portal.InsideAsync(acme);
        var there = await inside.Db.Set<OrganizationEvent>().SingleAsync(e => e.Type == "administrator-joined");
        Assert.Equal(ActorSide.Organization, there.ActorSide);
    }

    [Fact]
    public async Task Whoever_accepted_works_with_the_role_he_was_given()
    {
        var acme = await portal.OrganizationAsync("Acme");
        var token = await InviteToOrganizationAsync(acme, "omar@acme.example");
        Assert.Equal(acme, (await AcceptAsNew(token)).Require().Organization);

        await using var db = portal.Credentials();
        var account = await db.Set<Administrator>().SingleAsync(a => a.Email == "omar@acme.example");
        var omar = new Person(portal, account.Id, account.FullName, account.Email, default);
        Assert.True((await omar.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Succeeded);
        Assert.Equal(new NothingHere(), (await omar.Does<ListProviderAdministrators>().RunAsync(new())).Problem);
    }

    [Fact]
    public async Task An_address_with_an_account_signs_in_and_accepts_with_one_click()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var token = await InviteToOrganizationAsync(bolt, omar.Email);

        Assert.Equal(InvitationStep.SignIn, (await Show(token)).Require().Next);
        Assert.Equal(new SignInFirst(omar.Email), (await AcceptAsNew(token)).Problem);
        Assert.Equal(new SignInFirst(omar.Email), (await Accept(portal.Nobody, token)).Problem);
        Assert.Equal(InvitationStep.Accept, (await Show(token, omar)).Require().Next);
        Assert.Equal(bolt, (await Accept(omar, token)).Require().Organization);
        Assert.True((await omar.Does<ListOrganizationAdministrators>().RunAsync(bolt, new())).Succeeded);
        Assert.True((await omar.Does<ListOrganizationAdministrators>().RunAsync(acme, new())).Succeeded);
    }

    [Fact]
    public async Task Nobody_accepts_for_someone_else()
    {
        var acme = await portal.OrganizationAsync("Acme");
        var omar = portal.AddOrganizationAdministrator(await portal.OrganizationAsync("Bolt"), "Omar", "Owner");
        var (toOmar, toNobody) = (
            await InviteToOrganizationAsync(acme, omar.Email),
            await InviteToOrganizationAsync(acme, "new@acme.example")
        );

        foreach (var token in new[] { toOmar, toNobody })
        {
            Assert.Equal(InvitationStep.LogOut, (await Show(token, portal.Anna)).Require().Next);
            Assert.IsType<SignInFirst>((await Accept(portal.Anna, token)).Problem);
        }
    }

    [Fact]
    public async Task Used_ended_revoked_replaced_and_made_up_links_are_one()
    {
        var used = await InviteToProviderAsync("used@example.com");
        await AcceptAsNew(used);
        var revoked = await InviteToProviderAsync("revoked@example.com");
        await portal.Anna.Does<RevokeProviderInvitation>().RunAsync(new() { Id = await IdOfAsync("revoked") });
        var replaced = await InviteToProviderAsync("replaced@example.com");
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await portal.Anna.Does<ResendProviderInvitation>().RunAsync(new() { Id = await IdOfAsync("replaced") });
        var replacement = portal.MailsTo("replaced@example.com")[1].Token();
        var reset = await ResetMfaTokenAsync();

        foreach (var token in new[] { used, revoked, replaced, reset, new string('A', 43), "short", "", null })
        {
            Assert.Equal(new InvitationOver(), (await Show(token)).Problem);
            Assert.Equal(new InvitationOver(), (await AcceptAsNew(token)).Problem);
            Assert.Equal(new InvitationOver(), (await Accept(portal.Anna, token)).Problem);
        }

        portal.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMilliseconds(1));
        Assert.True((await Show(replacement)).Succeeded);
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new InvitationOver(), (await AcceptAsNew(replacement)).Problem);
    }

    [Fact]
    public async Task A_person_belongs_to_one_provider()
    {
        var sam = portal.AddTechnician(portal.AddProvider("Southwind"), "Sam", "South", Role.Administrator);
        var token = await InviteToProviderAsync(sam.Email);

        Assert.Equal(new OneProviderOnly(), (await Accept(sam, token)).Problem);

        await using var db = portal.Credentials();
        Assert.Null(
            (await db.Set<ProviderMembership>().SingleAsync(m => m.Email == sam.Email && m.ProviderId == portal.Northwind)).AcceptedAt
        );
        Assert.True((await Show(token, sam)).Succeeded);
    }

    [Fact]
    public async Task A_person_administers_an_organization_once_whatever_address_was_invited()
    {
        var acme = await portal.OrganizationAsync("Acme");
        var omar = portal.AddOrganizationAdministrator(acme, "Omar", "Owner");
        var token = await InviteToOrganizationAsync(acme, "omar.new@example.com");
        await using (var db = portal.Credentials())
        {
            (await db.Set<Administrator>().SingleAsync(a => a.Id == omar.Id)).Email = "omar.new@example.com";
            await db.SaveChangesAsync();
        }

        Assert.Equal(new AlreadyAdministrator("Acme"), (await Accept(omar, token)).Problem);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("ivy@example.com")]
    public async Task The_server_decides_about_the_password(string password)
    {
        var token = await InviteToProviderAsync("ivy@example.com");

        var refused = (await AcceptAsNew(token, r => (r.Password, r.PasswordAgain) = (password, password))).Problem;

        Assert.Equal("Password", Assert.IsType<PasswordRefused>(refused).Field);
        Assert.Equal(InvitationStep.CreateAccount, (await Show(token)).Require().Next);
    }

    [Fact]
    public async Task The_password_is_typed_twice()
    {
        var token = await InviteToProviderAsync("ivy@example.com");

        Assert.IsType<PasswordsDiffer>((await AcceptAsNew(token, r => r.PasswordAgain = "another")).Problem);
    }

    [Fact]
    public async Task Two_invitations_to_a_new_address_accepted_at_once_make_one_account()
    {
        var (acme, bolt) = (await portal.OrganizationAsync("Acme"), await portal.OrganizationAsync("Bolt"));
        var tokens = new[]
        {
            await InviteToOrganizationAsync(acme, "omar@x.example"),
            await InviteToOrganizationAsync(bolt, "omar@x.example"),
        };

        var outcomes = await Task.WhenAll(tokens.Append(tokens[0]).Select(t => Task.Run(() => AcceptAsNew(t))));

        Assert.Single(outcomes, o => o.Succeeded);
        await using var db = portal.Credentials();
        Assert.Single(await db.Set<Administrator>().Where(a => a.Email == "omar@x.example").ToListAsync());
        Assert.Single(await db.Set<OrganizationMembership>().Where(m => m.AcceptedAt != null).ToListAsync());
    }

    [Fact]
    public async Task Taking_back_and_accepting_at_once_has_one_winner()
    {
        for (var i = 0; i < 4; i++)
        {
            var token = await InviteToProviderAsync($"ivy{i}@example.com");
            var id = await IdOfAsync($"ivy{i}");

            var accepting = Task.Run(() => AcceptAsNew(token));
            var revoking = Task.Run(() => portal.Anna.Does<RevokeProviderInvitation>().RunAsync(new() { Id = id }));
            var (accepted, revoked) = ((await accepting).Succeeded, (await revoking).Succeeded);

            Assert.NotEqual(accepted, revoked);
            Assert.Equal(accepted, (await portal.Anna.Does<GetProviderAdministrator>().RunAsync(new() { Id = id })).Succeeded);
        }
    }

    private async Task<string> InviteToProviderAsync(string email)
    {
        var request = new InviteProviderAdministrator.Request
        {
            FirstName = "Ivy",
            Email = email,
            Role = Role.HelpDesk,
            RequiresMfa = true,
        };
        (await portal.Anna.Does<InviteProviderAdministrator>().RunAsync(request)).Require();
        return portal.MailsTo(email)[^1].Token();
    }

    private async Task<string> InviteToOrganizationAsync(ObjectId organization, string email)
    {
        (await portal.Anna.Does<InviteOrganizationAdministrator>().RunAsync(organization, new() { Email = email })).Require();
        return portal.MailsTo(email)[^1].Token();
    }

    private async Task<string> ResetMfaTokenAsync()
    {
        var ben = portal.AddTechnician(portal.Northwind, "Ben", "Ray", Role.HelpDesk);
        (await portal.Anna.Does<ResetProviderAdministratorMfa>().RunAsync(new() { Id = ben.MembershipId })).Require();
        return portal.MailsTo(ben.Email)[0].Token();
    }

    private async Task<ObjectId> IdOfAsync(string search) =>
        Assert.Single((await portal.Anna.Does<ListProviderAdministrators>().RunAsync(new() { Search = search })).Require().Results).Id;

    private Task<Outcome<GetInvitation.Result>> Show(string? token, Person? by = null) =>
        (by?.Does<GetInvitation>() ?? portal.Anonymously<GetInvitation>()).RunAsync(new(token));

    private static Task<Outcome<AcceptedInvitation>> Accept(Person by, string? token) =>
        by.Does<AcceptInvitation>().RunAsync(new() { Token = token });

    private Task<Outcome<AcceptedInvitation>> AcceptAsNew(string? token, Action<AcceptInvitationWithNewAccount.Request>? but = null)
    {
        var request = new AcceptInvitationWithNewAccount.Request
        {
            Token = token,
            FirstName = "Ivette",
            LastName = "Ivory",
            Password = Password,
            PasswordAgain = Password,
        };
        but?.Invoke(request);
        return portal.Anonymously<AcceptInvitationWithNewAccount>().RunAsync(request);
    }
}
