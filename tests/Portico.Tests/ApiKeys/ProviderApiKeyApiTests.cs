using System.Net;
using System.Text.Json.Nodes;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.ApiKeys;

/// <summary>/v1/api-keys.</summary>
public sealed class ProviderApiKeyApiTests : ApiTest
{
    private const string Shape =
        "role:text allOrganizations:bool chosenOrganizations:number mayChange:bool id:id name:text start:text allowedNetworks:[] "
        + "createdAt:time expiresAt:time isExpired:bool lastUsedAt:null lastUsedFrom:null version:number";

    [Fact]
    public async Task A_key_is_shown_in_the_answer_that_makes_it_and_never_again()
    {
        var made = await AddAsync($$"""{ "name": " Nightly sync ", "role": "readOnly", "organizations": ["{{Acme}}"] }""");

        await AssertCreatedAsync(made, $"/v1/api-keys/{made.Id}");
        var key = (string)made.Json["key"]!;
        Assert.Equal((40, key[..13], "Nightly sync"), (key.Length, (string?)made.Json["start"], (string?)made.Json["name"]));
        Assert.Equal(Sorted(Shape + " key:text"), Sorted(made.Json));
        Assert.Equal(Portal.Clock.GetUtcNow().AddDays(90), (DateTimeOffset)made.Json["expiresAt"]!);
        var read = await Api.GetAsync($"/v1/api-keys/{made.Id}");
        Assert.Equal(Sorted(Shape), Sorted(read.Json));
        var list = await Api.GetAsync("/v1/api-keys?search=nightly");
        Assert.Equal(read.Json.ToJsonString(), list.Json["results"]![0]!.ToJsonString());
        var happened = await NewestEventAsync();
        Assert.Equal(("api-key-added", $"Made the API key Nightly sync ({key[..13]}…)", KeyName, KeyName), Told(happened));
        Assert.Contains("Organizations: nothing → Acme", Changes(happened));
        Assert.DoesNotContain(key, read.Text + list.Text + happened.ToJsonString(), StringComparison.Ordinal);
        using var sync = Server.Program(key);
        Assert.Equal(["Acme"], (await sync.GetAsync("/v1/organizations")).Results("name"));
        Assert.Equal("role-too-weak", (await sync.PostAsync($"/v1/organizations/{Acme}/suspend")).Code);
    }

    [Theory]
    [InlineData("""{ "allOrganizations": true }""", "invalid-field name")]
    [InlineData("""{ "name": "Sync" }""", "no-organization-chosen allOrganizations")]
    [InlineData("""{ "name": "Sync", "allOrganizations": true, "expiresInDays": 31 }""", "invalid-field expiresInDays")]
    [InlineData("""{ "name": "Sync", "allOrganizations": true, "allowedNetworks": ["10.0.0.0/40"] }""", "invalid-field allowedNetworks")]
    [InlineData("""{ "name": "Sync", "allOrganizations": true, "role": "owner" }""", "invalid-field role")]
    public async Task What_is_wrong_is_told_by_member(string body, string problem)
    {
        var answer = await AddAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, problem), (answer.Status, Assert.Single(answer.Errors)));
        Assert.Equal(1, (await Api.GetAsync("/v1/api-keys")).TotalCount);
    }

    [Fact]
    public async Task A_key_may_live_for_ever_and_from_some_networks_only()
    {
        var made = await AddAsync(
            """{ "name": "Sync", "allOrganizations": true, "expiresInDays": null, "allowedNetworks": ["127.0.0.0/8", "2001:DB8::1/128"] }"""
        );

        Assert.Null(made.Json["expiresAt"]);
        Assert.Equal("""["127.0.0.0/8","2001:db8::1"]""", made.Json["allowedNetworks"]!.ToJsonString());
    }

    [Fact]
    public async Task A_key_is_changed_from_the_next_request_on()
    {
        var made = await AddAsync("""{ "name": "Sync", "role": "manager", "allOrganizations": true }""");
        using var sync = Server.Program((string)made.Json["key"]!);
        Assert.Equal(HttpStatusCode.Created, (await sync.PostAsync("/v1/organizations", new { name = "Bolt" })).Status);
        Later();

        var changed = await Api.PatchAsync(
            $"/v1/api-keys/{made.Id}",
            $$"""{ "role": "readOnly", "allOrganizations": false, "addedOrganizations": ["{{Acme}}"] }""",
            "If-Match",
            made.ETag!
        );

        Assert.Equal((HttpStatusCode.OK, "\"1\"", 1), (changed.Status, changed.ETag, (int)changed.Json["chosenOrganizations"]!));
        Assert.Null(changed.Json["key"]);
        Assert.Equal(["Acme"], (await sync.GetAsync("/v1/organizations")).Results("name"));
        Assert.Equal("role-too-weak", (await sync.PostAsync("/v1/organizations", new { name = "Crane" })).Code);
        var happened = await NewestEventAsync();
        Assert.Equal("api-key-updated", (string?)happened["type"]);
        Assert.Contains("Role: manager → read only", Changes(happened));
        Assert.Contains("Organizations: all → Acme", Changes(happened));
        await Api.PatchAsync($"/v1/api-keys/{made.Id}", """{ "allowedNetworks": ["198.51.100.7"] }""");
        Assert.Equal("address-not-allowed", (await sync.GetAsync("/v1/me")).Code);
    }

    /// <summary>The successor is like it, and both work until the former is revoked.</summary>
    [Fact]
    public async Task A_key_is_rotated_and_revoked()
    {
        var made = await AddAsync($$"""{ "name": "Sync", "role": "helpDesk", "organizations": ["{{Acme}}"], "expiresInDays": 30 }""");
        using var former = Server.Program((string)made.Json["key"]!);
        Portal.Clock.Advance(TimeSpan.FromDays(20));

        var rotated = await Api.PostAsync($"/v1/api-keys/{made.Id}/rotate");

        await AssertCreatedAsync(rotated, $"/v1/api-keys/{rotated.Id}");
        Assert.NotEqual((made.Id, (string?)made.Json["key"]), (rotated.Id, (string?)rotated.Json["key"]));
        foreach (var member in new[] { "name", "role", "allOrganizations", "chosenOrganizations", "allowedNetworks" })
        {
            Assert.Equal(made.Json[member]!.ToJsonString(), rotated.Json[member]!.ToJsonString());
        }

        Assert.Equal(Portal.Clock.GetUtcNow().AddDays(30), (DateTimeOffset)rotated.Json["expiresAt"]!);
        Assert.Equal(
            $"Renewed {made.Json["start"]}… by the API key Sync ({rotated.Json["start"]}…)",
            (string?)(await NewestEventAsync())["summary"]
        );
        using var successor = Server.Program((string)rotated.Json["key"]!);
        Assert.Equal(HttpStatusCode.OK, (await former.GetAsync("/v1/organizations")).Status);
        Assert.Equal(HttpStatusCode.OK, (await successor.GetAsync("/v1/organizations")).Status);
        Later();
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Api.DeleteAsync($"/v1/api-keys/{made.Id}", "If-Match", "\"7\"")).Status);
        AssertDone(await Api.DeleteAsync($"/v1/api-keys/{made.Id}"));
        Assert.Equal("invalid-api-key", (await former.GetAsync("/v1/organizations")).Code);
        Assert.Equal(HttpStatusCode.OK, (await successor.GetAsync("/v1/organizations")).Status);
        Assert.Equal("no-such-api-key", (await Api.GetAsync($"/v1/api-keys/{made.Id}")).Code);
        Assert.Equal("api-key-revoked", (string?)(await NewestEventAsync())["type"]);
    }

    /// <summary>Whatever its role: to go on takes no right but its own.</summary>
    [Fact]
    public async Task A_key_makes_its_own_successor_and_one_in_charge_revokes_itself()
    {
        using var reader = Server.Program(await Portal.AddProviderKeyAsync(Role.ReadOnly));

        var rotated = await reader.PostAsync("/v1/me/api-key/rotate");

        Assert.Equal(HttpStatusCode.Created, rotated.Status);
        Assert.Equal($"/v1/api-keys/{rotated.Id}", rotated.Headers.Location!.OriginalString);
        using var successor = Server.Program((string)rotated.Json["key"]!);
        Assert.Equal(rotated.Id, (string?)(await successor.GetAsync("/v1/me")).Json["apiKey"]!["id"]);
        Assert.Equal("readOnly", (string?)(await successor.GetAsync("/v1/me")).Json["provider"]!["role"]);
        Assert.Equal("role-too-weak", (await reader.GetAsync("/v1/api-keys")).Code);

        var self = (string)(await Api.GetAsync("/v1/me")).Json["apiKey"]!["id"]!;
        AssertDone(await Api.DeleteAsync($"/v1/api-keys/{self}"));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "invalid-api-key"),
            ((await Api.GetAsync("/v1/me")).Status, (await Api.GetAsync("/v1/me")).Code)
        );
    }

    [Fact]
    public async Task A_key_bound_to_networks_makes_only_bound_keys()
    {
        var made = await AddAsync(
            """{ "name": "Bound", "role": "administrator", "allOrganizations": true, "allowedNetworks": ["127.0.0.0/8"] }"""
        );
        using var bound = Server.Program((string)made.Json["key"]!);

        var free = await bound.PostAsync("/v1/api-keys", """{ "name": "Free", "allOrganizations": true }""");
        var within = await bound.PostAsync(
            "/v1/api-keys",
            """{ "name": "Within", "allOrganizations": true, "allowedNetworks": ["127.0.0.1"] }"""
        );

        Assert.Equal((HttpStatusCode.BadRequest, "networks-beyond-key allowedNetworks"), (free.Status, Assert.Single(free.Errors)));
        Assert.Equal(HttpStatusCode.Created, within.Status);
        var loosened = await bound.PatchAsync($"/v1/api-keys/{made.Id}", """{ "allowedNetworks": [] }""");
        Assert.Equal(["networks-beyond-key allowedNetworks"], loosened.Errors);
    }

    [Theory]
    [InlineData("sort=-name", "Sync B", "Sync A", KeyName)]
    [InlineData("sort=-createdAt,name&limit=2", "Sync A", "Sync B")]
    [InlineData("search=sync&skip=1", "Sync B")]
    [InlineData("search=portico_p", KeyName, "Sync A", "Sync B")]
    public async Task They_are_listed_by_name_and_beginning(string query, params string[] names)
    {
        await AddAsync("""{ "name": "Sync B", "allOrganizations": true }""");
        await AddAsync("""{ "name": "Sync A", "allOrganizations": true }""");

        Assert.Equal(names, (await Api.GetAsync($"/v1/api-keys?{query}")).Results("name"));
    }

    private Task<ApiReply> AddAsync(string body) => Api.PostAsync("/v1/api-keys", body);

    /// <summary>Members in the order of their names: which stands first says nothing.</summary>
    private static IEnumerable<string> Sorted(string members) => members.Split(' ').Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted(JsonNode made) => Sorted(JsonShape.Of(made)[1..^1]);
}
