using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.OrganizationSide;

/// <summary>/v1/organizations/{id}/administrators.</summary>
public sealed class OrganizationAdministratorApiTests : ApiTest
{
    private string All => $"/v1/organizations/{Acme}/administrators";

    [Fact]
    public async Task An_invitation_is_mailed_and_answered_with_the_administrator_it_makes()
    {
        var made = await Api.PostAsync(
            All,
            """{ "email": "omar@acme.example", "firstName": "Omar", "lastName": "Owner", "role": "administrator", "requiresMfa": true }"""
        );

        await AssertCreatedAsync(made, $"{All}/{made.Id}");
        Assert.Equal(
            "{id:id firstName:text lastName:text name:text email:text status:text requiresMfa:bool role:text isYourself:bool version:number "
                + "mayChange:bool invitedAt:time acceptedAt:null invitationEndsAt:time hasInvitationEnded:bool allOrganizations:bool "
                + "chosenOrganizations:number}",
            made.Shape
        );
        Assert.Equal(
            ("Omar Owner", "pending", true, Portal.Clock.GetUtcNow().AddDays(5)),
            (
                (string?)made.Json["name"],
                (string?)made.Json["status"],
                (bool)made.Json["requiresMfa"]!,
                (DateTimeOffset)made.Json["invitationEndsAt"]!
            )
        );
        Assert.Equal("invitation", Portal.MailsTo("omar@acme.example").Single().Page());
        Assert.Equal(
            ("administrator-invited", "Invited the administrator Omar Owner (omar@acme.example)", KeyName, KeyName),
            Told(await NewestEventInAcmeAsync())
        );
        var again = await Api.PostAsync(All, """{ "email": "OMAR@acme.example" }""");
        Assert.Equal((HttpStatusCode.Conflict, "administrator-exists"), (again.Status, again.Code));
        // It is no administrator of the provider.
        Assert.Equal(0, (await Api.GetAsync("/v1/administrators?email=omar@acme.example")).TotalCount);
        Assert.Equal(
            ["unknown-member allOrganizations"],
            (await Api.PostAsync(All, """{ "email": "eve@acme.example", "allOrganizations": true }""")).Errors
        );
    }

    [Fact]
    public async Task An_invitation_is_sent_again_and_revoked()
    {
        var made = await Api.PostAsync(All, """{ "email": "omar@acme.example" }""");
        Later();

        AssertDone(await Api.PostAsync($"{All}/{made.Id}/invitation"));
        Assert.Equal(2, Portal.MailsTo("omar@acme.example").Count);
        Assert.Equal("invitation-resent", (string?)(await NewestEventInAcmeAsync())["type"]);
        Later();
        AssertDone(await Api.DeleteAsync($"{All}/{made.Id}/invitation"));
        Assert.Equal(0, (await Api.GetAsync(All)).TotalCount);
        Assert.Equal("invitation-revoked", (string?)(await NewestEventInAcmeAsync())["type"]);
    }

    [Fact]
    public async Task One_is_changed_suspended_restored_and_removed()
    {
        var omar = $"{All}/{Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner").MembershipId}";
        var read = await Api.GetAsync(omar);

        var changed = await Api.PatchAsync(omar, """{ "lastName": "Ortiz", "role": "readOnly" }""", "If-Match", read.ETag!);

        Assert.Equal(
            (HttpStatusCode.OK, "Omar Ortiz", "readOnly"),
            (changed.Status, (string?)changed.Json["name"], (string?)changed.Json["role"])
        );
        Assert.Equal(changed.Text, (await Api.GetAsync(omar)).Text);
        Assert.Contains("Role: administrator → read only", Changes(await NewestEventInAcmeAsync()));
        Later();
        AssertDone(await Api.PostAsync($"{omar}/suspend"));
        Assert.Equal(["Omar Ortiz"], (await Api.GetAsync($"{All}?status=suspended")).Results("name"));
        Assert.Equal("administrator-suspended", (string?)(await NewestEventInAcmeAsync())["type"]);
        Later();
        AssertDone(await Api.PostAsync($"{omar}/restore"));
        Assert.Equal("active", (string?)(await Api.GetAsync(omar)).Json["status"]);
        Assert.Equal("administrator-restored", (string?)(await NewestEventInAcmeAsync())["type"]);
        Later();
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Api.DeleteAsync(omar, "If-Match", read.ETag!)).Status);
        AssertDone(await Api.DeleteAsync(omar));
        Assert.Equal(
            (HttpStatusCode.NotFound, "no-such-administrator"),
            ((await Api.GetAsync(omar)).Status, (await Api.GetAsync(omar)).Code)
        );
        Assert.Equal("administrator-removed", (string?)(await NewestEventInAcmeAsync())["type"]);
    }

    [Fact]
    public async Task A_lost_authenticator_is_cleared_by_a_link_in_a_mail()
    {
        var omar = Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner");

        AssertDone(await Api.PostAsync($"{All}/{omar.MembershipId}/reset-mfa"));

        Assert.Equal("reset-mfa", Portal.MailsTo(omar.Email).Single().Page());
        Assert.Equal("administrator-mfa-reset-sent", (string?)(await NewestEventInAcmeAsync())["type"]);
    }

    /// <summary>The last one may be taken away by the provider, and by nobody else.</summary>
    [Fact]
    public async Task The_last_administrator_stays_and_nobody_removes_himself()
    {
        var omar = Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner");
        var olga = Portal.AddOrganizationAdministrator(Acme, "Olga", "Owner");
        using var omars = Server.Program(Portal.AddKeyOf(omar));
        using var olgas = Server.Program(Portal.AddKeyOf(olga));
        var self = await omars.DeleteAsync($"{All}/{omar.MembershipId}");
        Assert.Equal((HttpStatusCode.Conflict, "not-yourself"), (self.Status, self.Code));
        AssertDone(await Api.PostAsync($"{All}/{olga.MembershipId}/suspend"));

        // Whoever is suspended finds nothing there any more.
        Assert.Equal(HttpStatusCode.NotFound, (await olgas.GetAsync(All)).Status);
        AssertDone(await Api.DeleteAsync($"{All}/{omar.MembershipId}"));
        Assert.Equal(HttpStatusCode.NotFound, (await omars.GetAsync(All)).Status);
    }

    [Theory]
    [InlineData("sort=-name", "Zoe Zimmer", "Omar Owner", "Olga Owner")]
    [InlineData("sort=role,name&limit=2", "Omar Owner", "Zoe Zimmer")]
    [InlineData("sort=name&skip=2", "Zoe Zimmer")]
    [InlineData("search=owner&role=readOnly", "Olga Owner")]
    [InlineData("email=zoe.zimmer@example.com", "Zoe Zimmer")]
    [InlineData("status=active&sort=name", "Olga Owner", "Omar Owner", "Zoe Zimmer")]
    [InlineData("status=pending")]
    public async Task They_are_listed_by_words_address_status_and_role(string query, params string[] names)
    {
        Portal.AddOrganizationAdministrator(Acme, "Omar", "Owner");
        Portal.AddOrganizationAdministrator(Acme, "Olga", "Owner", Role.ReadOnly);
        Portal.AddOrganizationAdministrator(Acme, "Zoe", "Zimmer", Role.Manager);

        var list = await Api.GetAsync($"{All}?{query}");

        Assert.Equal(names, list.Results("name"));
        Assert.Equal(["invalid-field sort"], (await Api.GetAsync($"{All}?sort=organizations")).Errors);
    }

    [Fact]
    public async Task The_providers_people_who_may_enter_are_told_by_name_alone()
    {
        Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.Manager, Acme);

        var staff = await Api.GetAsync($"/v1/organizations/{Acme}/provider-administrators");

        Assert.Equal("{totalCount:number results:[{membershipId:id name:text role:text since:time lastVisit:null}]}", staff.Shape);
        AssertList(staff, 2, "Anna Admin", "Ben Builder");
        Assert.Equal(
            ["Ben Builder"],
            (await Api.GetAsync($"/v1/organizations/{Acme}/provider-administrators?limit=1&skip=1")).Results("name")
        );
    }
}
