using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Administrators.ProviderSide;

/// <summary>/v1/administrators.</summary>
public sealed class ProviderAdministratorApiTests : ApiTest
{
    private const string Shape =
        "{id:id firstName:text lastName:text name:text email:text status:text requiresMfa:bool role:text isYourself:bool version:number "
        + "mayChange:bool invitedAt:time acceptedAt:time invitationEndsAt:null hasInvitationEnded:bool allOrganizations:bool "
        + "chosenOrganizations:number}";

    private static readonly string PendingShape = Shape
        .Replace("acceptedAt:time", "acceptedAt:null", StringComparison.Ordinal)
        .Replace("invitationEndsAt:null", "invitationEndsAt:time", StringComparison.Ordinal);

    [Fact]
    public async Task An_invitation_is_mailed_and_answered_with_the_administrator_it_makes()
    {
        var made = await InviteAsync(
            $$"""{ "email": "Ben@Example.com", "firstName": "Ben", "role": "manager", "allOrganizations": false, "organizations": ["{{Acme}}"] }"""
        );

        await AssertCreatedAsync(made, $"/v1/administrators/{made.Id}");
        Assert.Equal(PendingShape, made.Shape);
        Assert.Equal(
            ("ben@example.com", "pending", "manager", false, 1),
            (
                (string?)made.Json["email"],
                (string?)made.Json["status"],
                (string?)made.Json["role"],
                (bool)made.Json["allOrganizations"]!,
                (int)made.Json["chosenOrganizations"]!
            )
        );
        Assert.Equal("invitation", Portal.MailsTo("ben@example.com").Single().Page());
        var chosen = await Api.GetAsync($"/v1/administrators/{made.Id}/organizations");
        Assert.Equal("{totalCount:number results:[{id:id name:text}]}", chosen.Shape);
        AssertList(chosen, 1, "Acme");
        var happened = await NewestEventAsync();
        Assert.Equal(("administrator-invited", "Invited the administrator Ben (ben@example.com)", KeyName, KeyName), Told(happened));
        Assert.Contains("Organizations: nothing → Acme", Changes(happened));
    }

    [Fact]
    public async Task What_is_wrong_with_an_invitation_is_told_by_member()
    {
        var malformed = await InviteAsync("""{ "email": "ben", "role": "owner", "organizations": ["acme"] }""");
        var nowhere = await InviteAsync("""{ "email": "ben@example.com", "allOrganizations": false }""");
        var unknown = await InviteAsync(
            $$"""{ "email": "ben@example.com", "allOrganizations": false, "organizations": ["{{Portal.NewId()}}"] }"""
        );
        var known = await InviteAsync($$"""{ "email": "{{Portal.Anna.Email.ToUpperInvariant()}}" }""");

        Assert.Equal(
            ["invalid-field email", "invalid-field organizations", "invalid-field role"],
            malformed.Errors.Order(StringComparer.Ordinal)
        );
        Assert.Equal(["no-organization-chosen allOrganizations"], nowhere.Errors);
        Assert.Equal(["unknown-organization allOrganizations"], unknown.Errors);
        Assert.Equal((HttpStatusCode.Conflict, "administrator-exists"), (known.Status, known.Code));
        Assert.Empty(Portal.Mails());
    }

    [Fact]
    public async Task An_invitation_is_sent_again_and_revoked()
    {
        var made = await InviteAsync("""{ "email": "ben@example.com" }""");
        Later();

        AssertDone(await Api.PostAsync($"/v1/administrators/{made.Id}/invitation"));

        var links = Portal.MailsTo("ben@example.com").Select(m => m.Token()).ToList();
        Assert.Equal((2, 2), (links.Count, links.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal("invitation-resent", (string?)(await NewestEventAsync())["type"]);
        Later();
        AssertDone(await Api.DeleteAsync($"/v1/administrators/{made.Id}/invitation"));
        Assert.Equal("no-such-administrator", (await Api.GetAsync($"/v1/administrators/{made.Id}")).Code);
        Assert.Equal("invitation-revoked", (string?)(await NewestEventAsync())["type"]);
    }

    [Fact]
    public async Task Who_has_accepted_is_not_invited_and_who_has_not_is_not_suspended()
    {
        var pending = await InviteAsync("""{ "email": "ben@example.com" }""");
        var anna = $"/v1/administrators/{Portal.Anna.MembershipId}";

        foreach (var answer in new[] { await Api.PostAsync($"{anna}/invitation"), await Api.DeleteAsync($"{anna}/invitation") })
        {
            Assert.Equal((HttpStatusCode.Conflict, "invitation-accepted"), (answer.Status, answer.Code));
        }

        foreach (var way in new[] { "suspend", "reset-mfa" })
        {
            var answer = await Api.PostAsync($"/v1/administrators/{pending.Id}/{way}");
            Assert.Equal((HttpStatusCode.Conflict, "invitation-open"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Name_role_and_organizations_are_changed_from_what_was_read()
    {
        var bolt = (await Portal.AddOrganizationsAsync("Bolt"))[0];
        var ben = $"/v1/administrators/{Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.Manager, Acme).MembershipId}";
        Later();
        var read = await Api.GetAsync(ben);
        Assert.Equal(Shape, read.Shape);

        var changed = await Api.PatchAsync(
            ben,
            $$"""{ "role": "helpDesk", "requiresMfa": true, "addedOrganizations": ["{{bolt}}"], "removedOrganizations": ["{{Acme}}"] }""",
            "If-Match",
            read.ETag!
        );

        Assert.Equal((HttpStatusCode.OK, Shape), (changed.Status, changed.Shape));
        Assert.Equal(
            ("helpDesk", true, "Ben Builder"),
            ((string?)changed.Json["role"], (bool)changed.Json["requiresMfa"]!, (string?)changed.Json["name"])
        );
        Assert.Equal(["Bolt"], (await Api.GetAsync($"{ben}/organizations")).Results("name"));
        Assert.Equal(
            ["Organizations given: nothing → Bolt", "Organizations taken away: Acme → nothing", "Role: manager → help desk"],
            Changes(await NewestEventAsync())
                .Where(c => !c.StartsWith("Multifactor", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        // The chosen organizations give way to all.
        Assert.Equal(0, (int)(await Api.PatchAsync(ben, """{ "allOrganizations": true }""")).Json["chosenOrganizations"]!);
    }

    [Fact]
    public async Task One_is_suspended_restored_and_removed()
    {
        var ben = $"/v1/administrators/{Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.Manager).MembershipId}";

        AssertDone(await Api.PostAsync($"{ben}/suspend"));
        Assert.Equal("suspended", (string?)(await Api.GetAsync(ben)).Json["status"]);
        Assert.Equal("administrator-suspended", (string?)(await NewestEventAsync())["type"]);
        Later();
        AssertDone(await Api.PostAsync($"{ben}/restore"));
        Assert.Equal("active", (string?)(await Api.GetAsync(ben)).Json["status"]);
        Assert.Equal("administrator-restored", (string?)(await NewestEventAsync())["type"]);
        Later();
        var read = (await Api.GetAsync(ben)).ETag!;
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Api.DeleteAsync(ben, "If-Match", "\"99\"")).Status);
        AssertDone(await Api.DeleteAsync(ben, "If-Match", read));
        Assert.Equal(HttpStatusCode.NotFound, (await Api.GetAsync(ben)).Status);
        var happened = await NewestEventAsync();
        Assert.Equal("administrator-removed", (string?)happened["type"]);
        Assert.Equal(["Organizations: all → nothing", "Role: Manager → nothing"], Changes(happened).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_lost_authenticator_is_cleared_by_a_link_in_a_mail()
    {
        var ben = Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.Manager);

        AssertDone(await Api.PostAsync($"/v1/administrators/{ben.MembershipId}/reset-mfa"));

        Assert.Equal("reset-mfa", Portal.MailsTo(ben.Email).Single().Page());
        Assert.Equal("administrator-mfa-reset-sent", (string?)(await NewestEventAsync())["type"]);
    }

    [Fact]
    public async Task The_last_administrator_stays_and_nobody_removes_himself()
    {
        var anna = $"/v1/administrators/{Portal.Anna.MembershipId}";
        using var own = Server.Program(Portal.AddKeyOf(Portal.Anna));

        foreach (
            var last in new[]
            {
                await Api.PostAsync($"{anna}/suspend"),
                await Api.DeleteAsync(anna),
                await Api.PatchAsync(anna, """{ "role": "manager" }"""),
            }
        )
        {
            Assert.Equal((HttpStatusCode.Conflict, "last-administrator"), (last.Status, last.Code));
        }

        foreach (
            var self in new[]
            {
                await own.PostAsync($"{anna}/suspend"),
                await own.DeleteAsync(anna),
                await own.PatchAsync(anna, """{ "role": "manager" }"""),
            }
        )
        {
            Assert.Equal((HttpStatusCode.Conflict, "not-yourself"), (self.Status, self.Code));
        }

        Assert.True((bool)(await own.GetAsync(anna)).Json["isYourself"]!);
        Assert.False((bool)(await Api.GetAsync(anna)).Json["isYourself"]!);
    }

    [Theory]
    [InlineData("sort=email", "anna.admin@example.com", "ben.builder@example.com", "zoe@example.com")]
    [InlineData("sort=-email&limit=1&skip=1", "ben.builder@example.com")]
    [InlineData("search=build", "ben.builder@example.com")]
    [InlineData("email=ZOE@example.com", "zoe@example.com")]
    [InlineData("status=pending", "zoe@example.com")]
    [InlineData("role=helpDesk", "ben.builder@example.com")]
    [InlineData("role=helpDesk&status=pending")]
    public async Task They_are_listed_by_words_address_status_and_role(string query, params string[] addresses)
    {
        Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.HelpDesk);
        await InviteAsync("""{ "email": "zoe@example.com" }""");

        var list = await Api.GetAsync($"/v1/administrators?{query}");

        Assert.Equal(addresses, list.Results("email"));
        Assert.Equal(query.Contains("limit", StringComparison.Ordinal) ? 3 : addresses.Length, list.TotalCount);
    }

    [Fact]
    public async Task Chosen_organizations_come_in_parts_by_name()
    {
        var ids = await Portal.AddOrganizationsAsync("Crane", "Bolt");
        var ben = Portal.AddTechnician(Portal.Northwind, "Ben", "Builder", Role.Manager, [.. ids, Acme]);

        var part = await Api.GetAsync($"/v1/administrators/{ben.MembershipId}/organizations?limit=1&skip=1");

        AssertList(part, 3, "Bolt");
        // Whose organizations are asked for stands in the path alone.
        Assert.Equal(
            ["unknown-parameter id"],
            (await Api.GetAsync($"/v1/administrators/{ben.MembershipId}/organizations?id={Portal.NewId()}")).Errors
        );
    }

    private Task<ApiReply> InviteAsync(string body) => Api.PostAsync("/v1/administrators", body);
}
