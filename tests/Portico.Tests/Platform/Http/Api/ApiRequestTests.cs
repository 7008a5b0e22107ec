using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Portico.Platform.Access;
using Portico.Tests.Support;

namespace Portico.Tests.Platform.Http.Api;

/// <summary>How the API reads requests: strictly, telling all that is wrong at once, and never with a failure of its own.</summary>
public sealed class ApiRequestTests(ApiServer api) : IClassFixture<ApiServer>
{
    private readonly TestPortal portal = api.Portal;
    private readonly TestServer server = api.Server;
    private readonly ApiClient program = api.Program;

    [Fact]
    public async Task All_problems_of_a_body_are_told_at_once()
    {
        var answer = await program.PostAsync(
            "/v1/administrators",
            """{ "email": "nobody", "firstName": 5, "role": "king", "allOrganisations": true, "requiresMfa": "yes", "organizations": ["x"] }"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal(
            [
                "invalid-field email",
                "invalid-field firstName",
                "invalid-field organizations",
                "invalid-field requiresMfa",
                "invalid-field role",
                "unknown-member allOrganisations",
            ],
            answer.Errors.Order(StringComparer.Ordinal)
        );
        var json = answer.Json;
        Assert.Equal(
            ((string?)json["errors"]![0]!["code"], (string?)json["errors"]![0]!["field"]),
            ((string?)json["code"], (string?)json["field"])
        );
        Assert.Equal(
            (400, "Bad Request", $"urn:portico:problem:{json["code"]}"),
            ((int)json["status"]!, (string?)json["title"], (string?)json["type"])
        );
        Assert.Empty(portal.Mails());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"Acme\"")]
    [InlineData("{} {}")]
    [InlineData("{ \"name\": \"Acme\", }")]
    [InlineData("{ \"name\": \"Acme\", \"name\": \"Bolt\" }")]
    [InlineData("{ \"name\": \"Acme\" } // why")]
    [InlineData("{ \"\\ud800\": 1 }")]
    public async Task A_body_that_is_no_JSON_object_is_malformed(string body)
    {
        var answer = await program.PostAsync("/v1/organizations", body);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-body"), (answer.Status, answer.Code));
        Assert.Single(answer.Errors);
    }

    [Theory]
    [InlineData("{ \"name\": null }")]
    [InlineData("{ \"name\": \"\" }")]
    [InlineData("{ \"name\": \"  \" }")]
    [InlineData("{ \"name\": 1 }")]
    [InlineData("{ \"name\": [\"Acme\"] }")]
    [InlineData("{ \"name\": \"Ac\\u0000me\" }")]
    [InlineData("{ \"name\": \"Ac\\ud800me\" }")]
    [InlineData("{ \"name\": \"Ac\\nme\" }")]
    [InlineData("{}")]
    public async Task A_member_that_is_wrong_is_named(string body)
    {
        var answer = await program.PostAsync("/v1/organizations", body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-field name"), (answer.Status, Assert.Single(answer.Errors)));
    }

    [Fact]
    public async Task Names_of_members_are_exact()
    {
        var answer = await program.PostAsync("/v1/organizations", """{ "Name": "Acme" }""");

        Assert.Contains("unknown-member Name", answer.Errors);
        Assert.Contains("\"Name\"", (string?)answer.Json["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    /// <summary>What the address and If-Match say cannot be said otherwise in the body.</summary>
    [Theory]
    [InlineData("id")]
    [InlineData("version")]
    [InlineData("organizationId")]
    public async Task What_comes_from_elsewhere_is_no_member(string name)
    {
        var answer = await program.PatchAsync($"/v1/administrators/{portal.Anna.MembershipId}", $$"""{ "{{name}}": "1" }""");

        Assert.Equal([$"unknown-member {name}"], answer.Errors);
    }

    [Fact]
    public async Task Names_are_written_as_they_are()
    {
        var answer = await program.PostAsync("/v1/organizations", """{ "name": "Müller & Söhne 東京" }""");

        Assert.Contains("""Müller \u0026 Söhne 東京""", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Administrator")]
    [InlineData("administrator, manager")]
    [InlineData("0")]
    [InlineData("")]
    public async Task Words_of_an_enumeration_are_exact(string role)
    {
        var invited = await program.PostAsync("/v1/administrators", $$"""{ "email": "a@example.com", "role": "{{role}}" }""");
        var listed = await program.GetAsync($"/v1/administrators?role={Uri.EscapeDataString(role)}");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-field role"), (invited.Status, Assert.Single(invited.Errors)));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-field role"), (listed.Status, Assert.Single(listed.Errors)));
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_is_malformed_as_a_name_and_wrong_as_a_value()
    {
        using var name = Json([.. "{\"na"u8, 0xff, .. "me\": \"Acme\"}"u8]);
        using var value = Json([.. "{\"name\": \"Ac"u8, 0xff, .. "me\"}"u8]);

        Assert.Equal("malformed-body", (await program.PostAsync("/v1/organizations", name)).Code);
        Assert.Equal(["invalid-field name"], (await program.PostAsync("/v1/organizations", value)).Errors);

        static ByteArrayContent Json(byte[] text) => new(text) { Headers = { ContentType = new("application/json") } };
    }

    [Fact]
    public async Task A_body_too_deep_or_too_large_is_refused()
    {
        var deep = $$"""{ "name": {{new string('[', 20)}}{{new string(']', 20)}} }""";
        var large = $$"""{ "name": "{{new string('a', 70_000)}}" }""";

        Assert.Equal("malformed-body", (await program.PostAsync("/v1/organizations", deep)).Code);
        var refused = await program.PostAsync("/v1/organizations", large);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "refused"), (refused.Status, refused.Code));
        // Also one whose length is not said beforehand, and one that is to be remembered.
        using var chunked = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(large)));
        chunked.Headers.ContentType = new("application/json");
        chunked.Headers.ContentLength = null;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await program.PostAsync("/v1/organizations", chunked)).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await program.PostAsync("/v1/organizations", large, "Idempotency-Key", "a")).Status
        );
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task A_body_of_another_kind_is_not_taken(string contentType)
    {
        using var content = new StringContent("name=Acme");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await program.PostAsync("/v1/organizations", content);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "refused"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Parameters_are_read_as_strictly_as_members()
    {
        var answer = await program.GetAsync("/v1/organizations?limit=0&skip=two&sort=size&state=gone&serach=acme&search=a&search=b");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            [
                "invalid-field limit",
                "invalid-field search",
                "invalid-field skip",
                "invalid-field sort",
                "invalid-field state",
                "unknown-parameter serach",
            ],
            answer.Errors.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Routes_that_take_no_parameters_refuse_them_too()
    {
        Assert.Equal(["unknown-parameter verbose"], (await program.GetAsync("/v1/me?verbose=true")).Errors);
        Assert.Equal(["unknown-parameter name"], (await program.PostAsync("/v1/organizations?name=Acme", """{ "name": "Acme" }""")).Errors);
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", 404, "not-found")]
    [InlineData("GET", "/v1/organizations/acme", 404, "not-found")]
    [InlineData("GET", "/v1/organizations/000000000000000000000000", 404, "not-found")]
    [InlineData("PUT", "/v1/organizations", 405, "refused")]
    [InlineData("DELETE", "/v1/me", 405, "refused")]
    public async Task What_there_is_not_is_told_as_JSON(string method, string path, int status, string code)
    {
        var answer = await program.SendAsync(method, path);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Equal(status is 405, answer.ContentHeaders.Allow.Count > 0);
    }

    /// <summary>Whoever may not ask learns nothing from how wrong the question was.</summary>
    [Fact]
    public async Task Whether_one_may_ask_comes_before_what_is_wrong()
    {
        using var reader = server.Program(await portal.AddProviderKeyAsync(Role.ReadOnly));

        Assert.Equal("role-too-weak", (await reader.PostAsync("/v1/organizations", "{")).Code);
        Assert.Equal("not-found", (await program.PutAsync($"/v1/organizations/{portal.NewId()}/settings/general", "{")).Code);
    }

    [Fact]
    public async Task A_failure_of_the_server_is_told_as_JSON_without_its_inside()
    {
        await using var broken = await TestServer.StartAsync(
            portal,
            map: app => app.MapGet("/v1/broken", string () => throw new InvalidOperationException("the secret inside"))
        );
        using var caller = broken.Program(portal.AddKeyOf(portal.Anna));

        var answer = await caller.GetAsync("/v1/broken");

        Assert.Equal((HttpStatusCode.InternalServerError, "server-failed"), (answer.Status, answer.Code));
        Assert.DoesNotContain("inside", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_not_kept_by_anyone()
    {
        var answer = await program.GetAsync("/v1/me");

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }
}
