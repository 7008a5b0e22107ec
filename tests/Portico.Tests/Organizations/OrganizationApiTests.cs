using System.Net;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Organizations;

/// <summary>/v1/organizations.</summary>
public sealed class OrganizationApiTests : ApiTest
{
    private const string Shape =
        "{id:id name:text state:text deletionDueAt:null createdAt:time users:number systems:number applications:number "
        + "contactName:null contactEmail:null accent:number logoHash:null passwordRequirements:text version:number}";

    private string Path => $"/v1/organizations/{Acme}";

    [Fact]
    public async Task Adding_one_answers_with_all_of_it_and_where_it_is()
    {
        var made = await Api.PostAsync("/v1/organizations", new { name = " Bolt & Söhne " });

        await AssertCreatedAsync(made, $"/v1/organizations/{made.Id}");
        Assert.Equal(Shape, made.Shape);
        Assert.Equal("\"0\"", made.ETag);
        Assert.Equal(("Bolt & Söhne", "active", 0), ((string?)made.Json["name"], (string?)made.Json["state"], (int)made.Json["users"]!));
        Assert.Equal(made.Text, (await Api.GetAsync($"/v1/organizations/{made.Id}")).Text);
        Assert.Equal(["Acme", "Bolt & Söhne"], (await Api.GetAsync("/v1/organizations")).Results("name"));
        var happened = await NewestEventAsync();
        Assert.Equal(("organization-added", "Added the organization Bolt & Söhne", KeyName, KeyName), Told(happened));
        Assert.Equal(made.Id, (string?)happened["targetId"]);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_a_conflict_of_that_member()
    {
        var answer = await Api.PostAsync("/v1/organizations", new { name = "ACME" });

        Assert.Equal((HttpStatusCode.Conflict, "organization-name-taken name"), (answer.Status, Assert.Single(answer.Errors)));
        Assert.Equal(1, (await Api.GetAsync("/v1/organizations")).TotalCount);
    }

    [Fact]
    public async Task A_list_has_a_total_and_the_part_that_was_asked_for()
    {
        await Portal.AddOrganizationsAsync("Bolt", "Crane", "Dyno");

        var part = await Api.GetAsync("/v1/organizations?sort=-name&limit=2&skip=1");

        Assert.Equal(HttpStatusCode.OK, part.Status);
        Assert.Equal(
            "{totalCount:number results:[{id:id name:text accent:number logoHash:null state:text users:number systems:number "
                + "applications:number createdAt:time contactName:null contactEmail:null}]}",
            part.Shape
        );
        AssertList(part, 4, "Crane", "Bolt");
        var beyond = await Api.GetAsync("/v1/organizations?skip=4");
        Assert.Equal((4, 0), (beyond.TotalCount, beyond.Results("name").Count));
    }

    [Theory]
    [InlineData("search=bol", "Bolt", "Bolt North")]
    [InlineData("name=bolt", "Bolt")]
    [InlineData("name=bol")]
    [InlineData("state=suspended", "Bolt North")]
    [InlineData("search=bolt&state=active", "Bolt")]
    [InlineData("sort=-createdAt,name", "Crane", "Bolt", "Bolt North", "Acme")]
    [InlineData("sort=-state,name", "Bolt North", "Acme", "Bolt", "Crane")]
    public async Task One_is_found_by_words_name_and_state(string query, params string[] names)
    {
        var ids = await Portal.AddOrganizationsAsync("Bolt", "Bolt North");
        await Api.PostAsync($"/v1/organizations/{ids[1]}/suspend");
        Later();
        await Portal.AddOrganizationsAsync("Crane");

        var found = await Api.GetAsync($"/v1/organizations?{query}");

        Assert.Equal(names, found.Results("name"));
        Assert.Equal(names.Length, found.TotalCount);
    }

    [Fact]
    public async Task One_is_found_by_the_beginning_of_its_id() =>
        Assert.Equal(["Acme"], (await Api.GetAsync($"/v1/organizations?search={Acme.ToString()[..12]}")).Results("name"));

    [Fact]
    public async Task Name_and_contact_are_changed_in_place()
    {
        var read = (await Api.GetAsync(Path)).ETag!;

        var edited = await Api.PatchAsync(
            Path,
            """{ "name": "Acme Works", "contactName": "Carla", "contactEmail": "carla@acme.example", "accent": 3 }""",
            "If-Match",
            read
        );

        Assert.Equal(HttpStatusCode.OK, edited.Status);
        Assert.Equal(
            Shape.Replace("contactName:null contactEmail:null", "contactName:text contactEmail:text", StringComparison.Ordinal),
            edited.Shape
        );
        Assert.Equal("\"1\"", edited.ETag);
        var settings = (await Api.GetAsync($"{Path}/settings/general")).Json;
        Assert.Equal(("Acme Works", "Carla", 3), ((string?)settings["name"], (string?)settings["contactName"], (int)settings["accent"]!));
        var happened = await NewestEventInAcmeAsync();
        Assert.Equal(("general-settings-changed", "Changed the general settings", KeyName, KeyName), Told(happened));
        Assert.Contains("Organization name: Acme → Acme Works", Changes(happened));
        Assert.Contains("Contact name: nothing → Carla", Changes(happened));
    }

    [Fact]
    public async Task One_is_suspended_and_restored()
    {
        AssertDone(await Api.PostAsync($"{Path}/suspend"));

        Assert.Equal("suspended", (string?)(await Api.GetAsync(Path)).Json["state"]);
        var happened = await NewestEventAsync();
        Assert.Equal(("organization-suspended", "Suspended the organization Acme", KeyName, KeyName), Told(happened));
        Assert.Equal(["State: active → suspended"], Changes(happened));
        Later();
        // Suspending what is suspended is no error, and nothing that happened.
        AssertDone(await Api.PostAsync($"{Path}/suspend"));
        Assert.Equal(happened.ToJsonString(), (await NewestEventAsync()).ToJsonString());

        AssertDone(await Api.PostAsync($"{Path}/restore"));

        Assert.Equal("active", (string?)(await Api.GetAsync(Path)).Json["state"]);
        Assert.Equal("organization-restored", (string?)(await NewestEventInAcmeAsync())["type"]);
    }

    [Fact]
    public async Task A_deletion_takes_the_name_and_can_be_called_off()
    {
        var nameless = await Api.DeleteAsync(Path);
        var mistyped = await Api.DeleteAsync($"{Path}?name=acme");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-field name"), (nameless.Status, Assert.Single(nameless.Errors)));
        Assert.Equal((HttpStatusCode.BadRequest, "organization-name-mistyped name"), (mistyped.Status, Assert.Single(mistyped.Errors)));

        AssertDone(await Api.DeleteAsync($"{Path}?name=Acme"));

        var pending = (await Api.GetAsync(Path)).Json;
        Assert.Equal("pendingDeletion", (string?)pending["state"]);
        Assert.Equal(Portal.Clock.GetUtcNow().AddDays(30), (DateTimeOffset)pending["deletionDueAt"]!);
        Assert.Equal(["Acme"], (await Api.GetAsync("/v1/organizations?state=pendingDeletion")).Results("name"));
        Assert.Equal("Asked for the organization Acme to be deleted", (string?)(await NewestEventAsync())["summary"]);
        var refused = await Api.PostAsync($"{Path}/suspend");
        Assert.Equal((HttpStatusCode.Conflict, "organization-pending-deletion"), (refused.Status, refused.Code));

        AssertDone(await Api.PostAsync($"{Path}/restore"));
        Assert.Equal(Shape, (await Api.GetAsync(Path)).Shape);
    }

    [Fact]
    public async Task A_key_for_chosen_organizations_sees_those_and_adds_none()
    {
        await Portal.AddOrganizationsAsync("Bolt");
        using var chosen = Server.Program(await Portal.AddProviderKeyAsync(Role.Administrator, Acme));

        var list = await chosen.GetAsync("/v1/organizations");
        AssertList(list, 1, "Acme");
        Assert.Equal("role-too-weak", (await chosen.PostAsync("/v1/organizations", new { name = "Crane" })).Code);
        AssertDone(await chosen.PostAsync($"{Path}/suspend"));
    }
}
