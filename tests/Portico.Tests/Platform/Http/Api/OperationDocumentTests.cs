using System.Text.Json;
using System.Text.Json.Nodes;
using Portico.Platform.Http.Api;
using static Portico.Tests.Platform.Http.Api.SampleDocument;

namespace Portico.Tests.Platform.Http.Api;

public sealed class OperationDocumentTests(SampleDocument document) : IClassFixture<SampleDocument>
{
    [Fact]
    public void Are_those_of_the_api_in_the_order_of_their_paths()
    {
        var paths = NamesOf(document.Root["paths"]).ToList();

        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
        Assert.All(paths, path => Assert.StartsWith("/v1/", path, StringComparison.Ordinal));
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "/v1/organizations/{organizationId}", "/v1/samples", "/v1/status" },
            paths.ToHashSet(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Have_the_routes_name_words_tag_body_and_result()
    {
        var add = document.Operation("post", "/v1/samples");

        Assert.Equal("samples.add", (string?)add["operationId"]);
        Assert.Equal("Add a sample", (string?)add["summary"]);
        AssertJson("""["Samples"]""", add["tags"]);
        AssertJson(
            """{ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/AddSampleRequest" } } }, "required": true }""",
            add["requestBody"]
        );
        AssertJson(
            """
            {
              "description": "Created",
              "headers": {
                "Location": {
                  "description": "The address of what was made, on this server.",
                  "schema": { "type": "string", "format": "uri-reference" }
                }
              },
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/AddSampleResult" } } }
            }
            """,
            add["responses"]!["201"]
        );
    }

    [Fact]
    public void Are_grouped_by_their_tag_or_else_by_the_first_word_of_their_name()
    {
        var tags = document.Root["tags"]!.AsArray();

        Assert.Equal(
            [
                "API keys",
                "Administrators",
                "Applications",
                "Assignments",
                "Events",
                "Me",
                "Organizations",
                "Samples",
                "Settings",
                "Status",
                "System groups",
                "User groups",
                "User imports",
                "Users",
            ],
            NamesOf(document.Root["tags"])
        );
        Assert.Equal("What is shown as an example.", (string?)tags[7]!["description"]);
        // What is real is described; a tag that was never given cannot be.
        Assert.Equal(["Status"], tags.Where(tag => tag!["description"] is null).Select(tag => Word(tag, "name")));
    }

    [Fact]
    public void Take_a_key_or_a_token_unless_anyone_may_call()
    {
        AssertJson("""[{ "apiKey": [] }, { "bearer": [] }]""", document.Operation("get", "/v1/samples")["security"]);
        AssertJson("[]", document.Operation("get", "/v1/status")["security"]);
        var schemes = document.Root["components"]!["securitySchemes"]!;
        Assert.Equal(
            ("apiKey", "header", "x-api-key"),
            (Word(schemes["apiKey"], "type"), Word(schemes["apiKey"], "in"), Word(schemes["apiKey"], "name"))
        );
        Assert.Equal(("http", "bearer"), (Word(schemes["bearer"], "type"), Word(schemes["bearer"], "scheme")));
    }

    [Theory]
    [InlineData("post", "/v1/organizations", "201 400 401 403 404 409 413 415 422 429")]
    [InlineData("get", "/v1/organizations", "200 400 401 403 404 429")]
    [InlineData("put", "/v1/organizations/{organizationId}/settings/general", "200 400 401 403 404 409 412 413 415 429")]
    [InlineData("patch", "/v1/samples/{sampleId}/parts/{number}", "204 400 401 403 404 409 412 413 415 429")]
    [InlineData("delete", "/v1/samples/{sampleId}/words/{word}", "200 400 401 403 404 409 429")]
    [InlineData("post", "/v1/me/api-keys", "201 400 401 403 404 409 413 415 422 429 503")]
    [InlineData("get", "/v1/status", "200 400 403 404 429")]
    public void Tell_how_they_can_fail(string method, string path, string statuses)
    {
        var responses = document.Operation(method, path)["responses"]!;

        Assert.Equal(statuses, string.Join(' ', NamesOf(responses)));
        foreach (var (status, response) in responses.AsObject().Where(r => r.Key[0] is '4'))
        {
            var shared = Follow(response);
            Assert.Equal(
                (status, "#/components/schemas/Problem"),
                (status, Word(shared["content"]!["application/problem+json"]!["schema"], "$ref"))
            );
            Assert.NotEqual("", Word(shared, "description"));
        }
    }

    [Fact]
    public void Say_when_to_come_back() =>
        Assert.Equal(
            "integer",
            Word(document.Root["components"]!["responses"]!["TooManyRequests"]!["headers"]!["Retry-After"]!["schema"], "type")
        );

    /// <summary>What is written and what is described are two texts of one thing.</summary>
    [Fact]
    public void Fail_with_the_problem_details_that_are_written()
    {
        var written = JsonSerializer.SerializeToNode(
            new ProblemDetailsBody("", "", 400, "", "", Field: null, [new("", "", Field: null)]),
            ApiJson.Options
        )!;
        var problem = document.Schema("Problem");
        var error = problem["properties"]!["errors"]!["items"]!;

        Assert.Equal(NamesOf(written), NamesOf(problem["properties"]));
        Assert.Equal(NamesOf(written), problem["required"]!.AsArray().Select(name => (string)name!));
        AssertJson("""["null", "string"]""", problem["properties"]!["field"]!["type"]);
        Assert.Equal(NamesOf(written["errors"]![0]), NamesOf(error["properties"]));
        Assert.Equal(NamesOf(written["errors"]![0]), error["required"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void List_the_members_of_a_request_in_the_query() =>
        AssertJson(
            """
            [
              { "name": "kind", "in": "query", "required": true, "schema": { "type": "string", "enum": ["plain", "veryFancy"] } },
              { "name": "order", "in": "query", "schema": { "type": "string", "enum": ["plain", "veryFancy"], "default": "veryFancy" } },
              { "name": "search", "in": "query", "schema": { "type": "string", "maxLength": 20 } },
              {
                "name": "ids", "in": "query",
                "schema": {
                  "type": "array",
                  "items": { "type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"] }
                }
              },
              { "name": "since", "in": "query", "schema": { "type": "string", "format": "date-time" } }
            ]
            """,
            document.Operation("get", "/v1/samples")["parameters"]
        );

    [Fact]
    public void Describe_the_members_of_a_request_in_the_query()
    {
        var parameters = document.Operation("get", "/v1/organizations")["parameters"]!.AsArray();
        var search = parameters.Single(p => Word(p, "name") is "search");
        var limit = parameters.Single(p => Word(p, "name") is "limit");

        Assert.Equal(["limit", "name", "search", "skip", "sort", "state"], NamesOf(parameters).Order(StringComparer.Ordinal));
        Assert.Equal("A part of the name, or the beginning of the id (six characters or more).", Word(search, "description"));
        AssertJson("""{ "type": "integer", "format": "int32", "minimum": 1, "maximum": 100, "default": 25 }""", limit!["schema"]);
    }

    [Fact]
    public void List_what_stands_in_the_path_whoever_reads_it()
    {
        const string Id = """{ "type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"] }""";
        var bound = document.Operation("patch", "/v1/samples/{sampleId}/parts/{number}")["parameters"]!;
        var unbound = document.Operation("delete", "/v1/samples/{sampleId}/words/{word}")["parameters"]!;

        AssertJson($$"""{ "name": "sampleId", "in": "path", "required": true, "schema": {{Id}} }""", bound[0]);
        AssertJson(
            """{ "name": "number", "in": "path", "required": true, "schema": { "type": "integer", "format": "int32" } }""",
            bound[1]
        );
        AssertJson($$"""{ "name": "sampleId", "in": "path", "required": true, "schema": {{Id}} }""", unbound[0]);
        AssertJson("""{ "name": "word", "in": "path", "required": true, "schema": { "type": "string" } }""", unbound[1]);
    }

    [Fact]
    public void Take_the_headers_that_the_route_reads()
    {
        var add = document.Operation("post", "/v1/organizations")["parameters"]!.AsArray();
        var update = document.Operation("patch", "/v1/samples/{sampleId}/parts/{number}");

        Assert.Equal(["Idempotency-Key"], NamesOf(add));
        AssertJson("""{ "type": "string", "minLength": 1, "maxLength": 255 }""", add[0]!["schema"]);
        Assert.Equal(["sampleId", "number", "If-Match"], NamesOf(update["parameters"]));
    }

    [Theory]
    [InlineData("get", "/v1/organizations/{organizationId}", "200", "ETag")]
    [InlineData("patch", "/v1/organizations/{organizationId}", "200", "ETag")]
    [InlineData("get", "/v1/me", "200", "ETag")]
    [InlineData("post", "/v1/administrators", "201", "Location ETag")]
    [InlineData("get", "/v1/organizations", "200", "")]
    [InlineData("delete", "/v1/administrators/{id}", "204", "")]
    public void Tell_the_headers_that_are_answered(string method, string path, string status, string headers)
    {
        var described = document.Operation(method, path)["responses"]![status]!["headers"];

        Assert.Equal(headers, string.Join(' ', described is null ? [] : NamesOf(described)));
    }

    [Fact]
    public void Take_and_answer_pictures_as_they_are()
    {
        var logo = document.Root["paths"]!["/v1/organizations/{organizationId}/logo"]!;

        Assert.Equal(["image/png", "image/jpeg"], NamesOf(logo["get"]!["responses"]!["200"]!["content"]));
        Assert.Equal(
            ["image/png", "image/jpeg", "image/webp", "application/octet-stream"],
            NamesOf(logo["put"]!["requestBody"]!["content"])
        );
        AssertJson("""{ "type": "string", "format": "binary" }""", logo["put"]!["requestBody"]!["content"]!["image/png"]!["schema"]);
    }

    private JsonNode Follow(JsonNode? reference) => document.Root["components"]!["responses"]![Word(reference, "$ref").Split('/')[^1]]!;

    private static string Word(JsonNode? node, string member) => (string)node![member]!;
}
