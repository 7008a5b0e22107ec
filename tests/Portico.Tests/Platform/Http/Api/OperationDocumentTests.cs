using System.Text.Json.Nodes;
using static Portico.Tests.Platform.Http.Api.SampleDocument;

namespace Portico.Tests.Platform.Http.Api;

public sealed class OperationDocumentTests(SampleDocument document) : IClassFixture<SampleDocument>
{
    [Fact]
    public void Are_those_of_the_api_in_the_order_of_their_paths() =>
        Assert.Equal(
            [
                "/v1/organizations",
                "/v1/samples",
                "/v1/samples/{sampleId}/parts/{number}",
                "/v1/samples/{sampleId}/words/{word}",
                "/v1/status",
            ],
            NamesOf(document.Root["paths"])
        );

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
              "content": { "application/json": { "schema": { "$ref": "#/components/schemas/AddSampleResult" } } }
            }
            """,
            add["responses"]!["201"]
        );
    }

    [Fact]
    public void Are_grouped_by_their_tag_or_else_by_the_first_word_of_their_name() =>
        AssertJson(
            """[{ "name": "Organizations" }, { "name": "Samples", "description": "What is shown as an example." }, { "name": "Status" }]""",
            document.Root["tags"]
        );

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
    [InlineData("post", "/v1/samples", "201 400 401 403 404 409 422 429")]
    [InlineData("get", "/v1/samples", "200 400 401 403 404 429")]
    [InlineData("put", "/v1/samples/{sampleId}/parts/{number}", "204 400 401 403 404 409 412 429")]
    [InlineData("delete", "/v1/samples/{sampleId}/words/{word}", "200 400 401 403 404 409 429")]
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

    [Fact]
    public void Fail_with_problem_details()
    {
        var problem = document.Schema("Problem");

        Assert.Equal(["type", "title", "status", "detail", "code", "field", "errors"], NamesOf(problem["properties"]));
        Assert.Equal(["code", "detail", "field"], NamesOf(problem["properties"]!["errors"]!["items"]!["properties"]));
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

        Assert.Equal(["search", "descending", "page", "at", "pageSize"], NamesOf(parameters));
        Assert.Equal("From 1; a page beyond the last is the last.", Word(parameters[2], "description"));
        AssertJson(
            """{ "type": "integer", "format": "int32", "minimum": 1, "maximum": 1000000, "default": 1 }""",
            parameters[2]!["schema"]
        );
        AssertJson("""{ "type": "integer", "format": "int32", "enum": [25, 50, 100], "default": 25 }""", parameters[4]!["schema"]);
    }

    [Fact]
    public void List_what_stands_in_the_path_whoever_reads_it()
    {
        const string Id = """{ "type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"] }""";
        var bound = document.Operation("put", "/v1/samples/{sampleId}/parts/{number}")["parameters"]!;
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
        var add = document.Operation("post", "/v1/samples")["parameters"]!.AsArray();
        var update = document.Operation("put", "/v1/samples/{sampleId}/parts/{number}");

        Assert.Equal(["Idempotency-Key"], NamesOf(add));
        AssertJson("""{ "type": "string", "minLength": 1, "maxLength": 255 }""", add[0]!["schema"]);
        Assert.Equal(["sampleId", "number", "If-Match"], NamesOf(update["parameters"]));
        Assert.Equal(["ETag"], NamesOf(update["responses"]!["204"]!["headers"]));
    }

    private JsonNode Follow(JsonNode? reference) => document.Root["components"]!["responses"]![Word(reference, "$ref").Split('/')[^1]]!;

    private static string Word(JsonNode? node, string member) => (string)node![member]!;
}
