using System.Net;
using Portico.Tests.Support;

namespace Portico.Tests.Users;

/// <summary>/v1/organizations/{id}/users and its settings.</summary>
public sealed class UsersApiTests : ApiTest
{
    private string All => $"/v1/organizations/{Acme}/users";

    [Fact]
    public async Task A_user_is_added_read_changed_renamed_and_deleted()
    {
        var added = await Api.PostAsync(
            All,
            """{ "username": "Vera", "email": "Vera@acme.example", "department": "Sales", "phoneNumbers": [{ "kind": "Work", "number": "17" }] }"""
        );
        await AssertCreatedAsync(added, $"{All}/{added.Id}");
        Assert.Equal(
            ("vera", "vera@acme.example", "activated", "pending"),
            (
                (string?)added.Json["username"],
                (string?)added.Json["email"],
                (string?)added.Json["state"],
                (string?)added.Json["passwordStatus"]
            )
        );
        Assert.DoesNotContain("hash", added.Text, StringComparison.OrdinalIgnoreCase);
        var one = $"{All}/{added.Id}";
        Later();

        var changed = await Api.PatchAsync(one, """{ "department": null, "jobTitle": "Chemist" }""", "If-Match", added.ETag!);
        Assert.Equal(
            (HttpStatusCode.OK, "Chemist", null),
            (changed.Status, (string?)changed.Json["jobTitle"], (string?)changed.Json["department"])
        );
        Assert.Equal("17", (string?)changed.Json["phoneNumbers"]![0]!["number"]);
        Assert.Equal(
            ["Department: Sales → nothing", "Job title: nothing → Chemist"],
            Changes(await NewestEventInAcmeAsync()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await Api.PatchAsync(one, """{ "jobTitle": "Smith" }""", "If-Match", added.ETag!)).Status
        );

        AssertDone(await Api.PutAsync($"{one}/username", """{ "username": "vera.berg" }"""));
        Assert.Equal("vera.berg", (string?)(await Api.GetAsync(one)).Json["username"]);
        var not = await Api.SendAsync("DELETE", $"{one}?username=vera");
        Assert.Equal((HttpStatusCode.BadRequest, "username-not-typed username"), (not.Status, Assert.Single(not.Errors)));
        AssertDone(await Api.SendAsync("DELETE", $"{one}?username=vera.berg"));
        Assert.Equal(HttpStatusCode.NotFound, (await Api.GetAsync(one)).Status);
    }

    [Fact]
    public async Task Users_are_listed_with_filters_and_counted_with_the_organization()
    {
        foreach (var name in new[] { "ada", "bea", "cleo" })
        {
            await Api.PostAsync(
                All,
                $$"""{ "username": "{{name}}", "email": "{{name}}@acme.example", "state": "{{(name is "cleo" ? "staged" : "activated")}}" }"""
            );
        }

        Assert.Equal((2, "bea ada"), await ListAsync("?state=activated&sort=-username"));
        Assert.Equal((3, "bea"), await ListAsync("?limit=1&skip=1&sort=username"));
        Assert.Equal((1, "cleo"), await ListAsync("?search=cle&passwordStatus=pending&mfa=notRequired"));
        Assert.Equal((0, ""), await ListAsync("?requirements=unknown"));
        Assert.Equal(HttpStatusCode.BadRequest, (await Api.GetAsync($"{All}?requirements=perhaps")).Status);
        Assert.Equal(3, (int?)(await Api.GetAsync($"/v1/organizations/{Acme}")).Json["users"]);
    }

    [Fact]
    public async Task One_is_refused_by_a_problem_and_of_many_each_has_a_result()
    {
        var id = (await Api.PostAsync(All, """{ "username": "ada", "email": "ada@acme.example" }""")).Id;
        AssertDone(await Api.SendAsync("POST", $"{All}/{id}/suspend"));

        var again = await Api.SendAsync("POST", $"{All}/{id}/suspend");
        var many = await Api.PostAsync($"{All}/suspend", $$"""{ "ids": ["{{id}}", "{{Portal.NewId()}}"] }""");
        var none = await Api.PostAsync($"{All}/suspend", """{ "ids": [] }""");

        Assert.Equal((HttpStatusCode.Conflict, "already-suspended"), (again.Status, (string?)again.Json["code"]));
        Assert.Equal((HttpStatusCode.OK, 0), (many.Status, (int?)many.Json["done"]));
        Assert.Equal(["already-suspended", "no-such-user"], many.Json["results"]!.AsArray().Select(r => (string?)r!["problem"]));
        Assert.Equal(["invalid-field ids"], none.Errors);
        var removed = await Api.PostAsync($"{All}/remove", $$"""{ "ids": ["{{id}}"], "count": 2 }""");
        Assert.Equal(["number-not-typed count"], removed.Errors);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_member()
    {
        var answer = await Api.PostAsync(
            All,
            """{ "username": "a b", "email": "ada", "phoneNumbers": [{ "kind": "Work", "number": "none" }], "managerId": null, "state": "gone" }"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("invalid-field username", answer.Errors);
        Assert.Contains("invalid-field email", answer.Errors);
        Assert.Contains("invalid-field phoneNumbers[0].number", answer.Errors);
    }

    [Fact]
    public async Task Settings_are_read_set_as_a_whole_and_changed_in_part()
    {
        var settings = $"/v1/organizations/{Acme}/settings/users";
        var read = await Api.GetAsync(settings);
        Assert.Equal(
            ("activated", "staged", true, "\"0\""),
            ((string?)read.Json["newUserState"], (string?)read.Json["importedUserState"], (bool?)read.Json["mayEditDisplayName"], read.ETag)
        );

        var changed = await Api.PatchAsync(settings, """{ "newUserState": "staged" }""", "If-Match", read.ETag!);
        var outdated = await Api.PatchAsync(settings, """{ "newUserState": "activated" }""", "If-Match", read.ETag!);
        var set = await Api.PutAsync(settings, """{ "mayEditName": true }""");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (changed.Status, outdated.Status));
        Assert.Equal(
            ("activated", true, false),
            ((string?)set.Json["newUserState"], (bool?)set.Json["mayEditName"], (bool?)set.Json["mayEditDisplayName"])
        );
        Assert.NotEqual(read.ETag, changed.ETag);
    }

    private async Task<(int, string)> ListAsync(string query)
    {
        var answer = await Api.GetAsync(All + query);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        return (answer.TotalCount, string.Join(' ', answer.Results("username")));
    }
}
