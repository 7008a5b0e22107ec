using System.Text.RegularExpressions;
using Portico.Platform.Operations;
using static Portico.Tests.Platform.Http.Api.SampleDocument;

namespace Portico.Tests.Platform.Http.Api;

public sealed class SchemaTests(SampleDocument document) : IClassFixture<SampleDocument>
{
    private const string Id = """{ "type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"] }""";
    private const string IdOrNull =
        """{ "type": ["null", "string"], "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"] }""";
    private const string DescribedId = """
        {
          "type": "string", "pattern": "^[0-9a-f]{24}$", "examples": ["6745f2a09c1b3de8f7a4e2c5"],
          "description": "An id; ids sort by when they were made."
        }
        """;

    [Fact]
    public void Are_named_after_the_operation()
    {
        string[] expected =
        [
            "AddSamplePart",
            "AddSampleRequest",
            "AddSampleResult",
            "AddSampleRow",
            "ListManagedOrganizationsResult",
            "ListManagedOrganizationsRow",
            "OrganizationState",
            "Problem",
            "SampleKind",
            "UpdateSampleRequest",
        ];

        Assert.Equal(expected, NamesOf(document.Root["components"]!["schemas"]));
    }

    [Fact]
    public void Of_a_request_tell_its_rules_and_refuse_everything_else() =>
        AssertJson(
            $$"""
            {
              "type": "object",
              "required": ["name", "email", "isSure"],
              "properties": {
                "name": {
                  "type": "string", "minLength": 2, "maxLength": 40,
                  "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$"
                },
                "email": { "type": "string", "minLength": 1, "format": "email" },
                "note": { "type": "string", "maxLength": 500 },
                "letter": { "type": "string", "enum": ["a", "b"], "default": "a" },
                "count": { "type": ["null", "integer"], "format": "int32", "minimum": 1, "maximum": 9 },
                "parts": { "type": "array", "maxItems": 5, "items": { "$ref": "#/components/schemas/AddSamplePart" } },
                "ids": { "type": ["null", "array"], "items": {{Id}} },
                "kind": { "$ref": "#/components/schemas/SampleKind", "default": "veryFancy" },
                "otherKind": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/SampleKind" }] },
                "owner": {{IdOrNull}},
                "day": { "type": ["null", "string"], "format": "date" },
                "isSure": { "type": "boolean" }
              },
              "additionalProperties": false
            }
            """,
            document.Schema("AddSampleRequest")
        );

    [Fact]
    public void Inside_a_request_have_its_rules_too() =>
        AssertJson(
            """
            {
              "type": "object",
              "required": ["label"],
              "properties": {
                "label": { "type": "string", "minLength": 1 },
                "weight": { "type": "integer", "format": "int32", "default": 3 }
              },
              "additionalProperties": false
            }
            """,
            document.Schema("AddSamplePart")
        );

    [Fact]
    public void Of_a_result_name_what_is_always_there()
    {
        AssertJson(
            $$"""
            {
              "type": "object",
              "required": ["id", "name", "note", "at", "day", "kind", "rows", "ids", "byName"],
              "properties": {
                "id": {{DescribedId}},
                "name": { "type": "string" },
                "note": { "type": ["null", "string"] },
                "at": { "type": "string", "format": "date-time" },
                "day": { "type": ["null", "string"], "format": "date" },
                "kind": { "$ref": "#/components/schemas/SampleKind" },
                "rows": { "type": "array", "items": { "$ref": "#/components/schemas/AddSampleRow" } },
                "ids": { "type": "array", "items": {{Id}} },
                "byName": { "type": "object", "additionalProperties": {{Id}} }
              }
            }
            """,
            document.Schema("AddSampleResult")
        );
        AssertJson(
            """
            {
              "type": "object",
              "required": ["number", "kind", "isLast"],
              "properties": {
                "number": { "type": "integer", "format": "int64" },
                "kind": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/SampleKind" }] },
                "isLast": { "type": "boolean" }
              }
            }
            """,
            document.Schema("AddSampleRow")
        );
    }

    [Fact]
    public void Of_enums_are_words() =>
        AssertJson("""{ "type": "string", "enum": ["plain", "veryFancy"] }""", document.Schema("SampleKind"));

    [Fact]
    public void Say_what_the_docstrings_say()
    {
        Assert.Equal(
            "The page that was read.",
            (string?)document.Schema("ListManagedOrganizationsResult")["properties"]!["page"]!["description"]
        );
        Assert.StartsWith(
            "Whether an organization's people may sign in.",
            (string?)document.Schema("OrganizationState")["description"],
            StringComparison.Ordinal
        );
    }

    /// <summary>The pattern of one line and the rule are two texts of one thing.</summary>
    [Fact]
    public void Of_one_line_refuse_the_characters_that_the_rule_refuses()
    {
        var pattern = (string)document.Schema("AddSampleRequest")["properties"]!["name"]!["pattern"]!;
        var rule = new OneLineAttribute();

        var different =
            from code in Enumerable.Range(0, 0xFFFE)
            where !char.IsSurrogate((char)code)
            let text = $"a{(char)code}b"
            where Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)) != rule.IsValid(text)
            select code;

        Assert.Empty(different);
    }
}
