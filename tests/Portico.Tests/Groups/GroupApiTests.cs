using System.Net;
using Portico.Tests.Support;

namespace Portico.Tests.Groups;

/// <summary>/v1/organizations/{id}/user-groups.</summary>
public sealed class GroupApiTests : ApiTest
{
    private const string Rule = """
        { "match": "any", "parts": [{ "conditions": [{ "attribute": "department", "operator": "in", "values": ["Sales", "Service"] }] }] }
        """;

    private string All => $"/v1/organizations/{Acme}/user-groups";

    [Fact]
    public async Task A_group_is_made_changed_and_deleted_with_its_name()
    {
        var made = await Api.PostAsync(All, """{ "name": "Sales", "isPosixGroup": true, "requiresMfa": true }""");
        await AssertCreatedAsync(made, $"{All}/{made.Id}");
        Assert.Equal(
            "{id:id name:text description:null members:number assignments:number gid:number requiresMfa:bool rule:null createdAt:time version:number isDynamic:bool}",
            made.Shape
        );
        AssertList(await Api.GetAsync($"{All}?search=sal"), 1, "Sales");
        Later();

        var changed = await Api.PatchAsync($"{All}/{made.Id}", """{ "name": "Selling", "requiresMfa": false }""", "If-Match", made.ETag!);
        Assert.Equal(("Selling", (int)made.Json["gid"]!), ((string?)changed.Json["name"], (int)changed.Json["gid"]!));
        var stale = await Api.PatchAsync($"{All}/{made.Id}", """{ "name": "Sold" }""", "If-Match", made.ETag!);
        Assert.Equal("changed-meanwhile", stale.Code);
        Assert.Equal(
            ["Multifactor authentication required: yes → no", "Name: Sales → Selling"],
            Changes(await NewestEventInAcmeAsync()).Order(StringComparer.Ordinal)
        );

        Assert.Equal("group-name-not-typed", (await Api.DeleteAsync($"{All}/{made.Id}?name=Sales")).Code);
        AssertDone(await Api.DeleteAsync($"{All}/{made.Id}?name=Selling"));
        Assert.Equal(HttpStatusCode.NotFound, (await Api.GetAsync($"{All}/{made.Id}")).Status);
    }

    [Fact]
    public async Task A_rule_is_previewed_set_read_and_taken_away()
    {
        var user = await Api.PostAsync(
            $"/v1/organizations/{Acme}/users",
            """{ "username": "ada", "email": "ada@acme.example", "department": "Sales" }"""
        );
        var group = $"{All}/{(await Api.PostAsync(All, """{ "name": "Field" }""")).Id}";
        Assert.Equal("no-such-rule", (await Api.GetAsync($"{group}/rule")).Code);

        var preview = await Api.PostAsync($"{group}/rule/preview", Rule);
        Assert.Equal((1, 1, 0), ((int)preview.Json["members"]!, (int)preview.Json["joining"]!, (int)preview.Json["leaving"]!));
        Assert.Equal(0, (await Api.GetAsync($"{group}/members")).TotalCount);
        var set = await Api.PutAsync($"{group}/rule", Rule);
        Assert.Equal("""{"members":1,"joined":1,"left":0}""", set.Text);
        Assert.Equal(["ada"], (await Api.GetAsync($"{group}/members")).Results("username"));

        var read = await Api.GetAsync($"{group}/rule");
        Assert.Equal(("any", "department is one of Sales, Service"), ((string?)read.Json["match"], (string?)read.Json["words"]));
        Assert.Equal("in", (string?)read.Json["parts"]![0]!["conditions"]![0]!["operator"]);
        var wrong = await Api.PutAsync(
            $"{group}/rule",
            """{ "parts": [{ "conditions": [{ "attribute": "state", "operator": "is", "values": ["gone"] }] }] }"""
        );
        Assert.Equal((HttpStatusCode.BadRequest, "condition-wrong parts"), (wrong.Status, Assert.Single(wrong.Errors)));
        AssertDone(await Api.PutAsync($"{group}/exceptions/{user.Id}", """{ "kind": "out" }"""));
        Assert.Equal(["ada"], (await Api.GetAsync($"{group}/exceptions")).Results("username"));
        AssertDone(await Api.DeleteAsync($"{group}/rule"));
        Assert.Equal(0, (await Api.GetAsync($"{group}/exceptions")).TotalCount);
    }
}
