using System.Text.Json.Nodes;
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
    public void Are_named_after_the_operation_and_what_they_are_used_for()
    {
        var names = NamesOf(document.Root["components"]!["schemas"]).ToList();

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(
            ["AddSamplePart", "AddSampleRequest", "AddSampleResult", "AddSampleRow", "SampleKind", "UpdateSamplePatch"],
            names.Where(n => n.Contains("Sample", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["UpdateGeneralSettingsPatch", "UpdateGeneralSettingsRequest", "UpdateGeneralSettingsResult"],
            names.Where(n => n.StartsWith("UpdateGeneralSettings", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Each_is_used()
    {
        foreach (var name in NamesOf(document.Root["components"]!["schemas"]))
        {
            Assert.Contains($"\"#/components/schemas/{name}\"", document.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>The same type, set as a whole, changed in part, and read.</summary>
    [Fact]
    public void Of_a_patch_let_everything_be_left_out_and_say_that_it_stays()
    {
        var set = document.Schema("UpdateGeneralSettingsRequest");
        var patch = document.Schema("UpdateGeneralSettingsPatch");
        var read = document.Schema("UpdateGeneralSettingsResult");

        AssertJson("""["name"]""", set["required"]);
        AssertJson("0", set["properties"]!["accent"]!["default"]);
        Assert.Null(patch["required"]);
        Assert.Null(patch["properties"]!["accent"]!["default"]);
        Assert.Contains("left out stays", (string?)patch["description"], StringComparison.Ordinal);
        AssertJson("false", patch["additionalProperties"]);
        AssertJson("""["name", "contactName", "contactEmail", "slug", "accent"]""", read["required"]);
        Assert.Null(read["additionalProperties"]);
    }

    [Fact]
    public void Of_real_requests_tell_their_rules()
    {
        var invite = document.Schema("InviteProviderAdministratorRequest")["properties"]!;
        var key = document.Schema("AddProviderApiKeyRequest")["properties"]!;
        var security = document.Schema("UpdateSecuritySettingsRequest")["properties"]!;

        Assert.Equal(("email", 1), ((string?)invite["email"]!["format"], (int)invite["email"]!["minLength"]!));
        Assert.Equal(("array", 500), ((string?)invite["organizations"]!["type"], (int)invite["organizations"]!["maxItems"]!));
        AssertJson(Id, invite["organizations"]!["items"]);
        AssertJson("[30, 60, 90, 365, null]", key["expiresInDays"]!["enum"]);
        AssertJson("90", key["expiresInDays"]!["default"]);
        Assert.Equal("Minimum length", (string?)security["minimumLength"]!["description"]);
        Assert.Equal((8, 64), ((int)security["minimumLength"]!["minimum"]!, (int)security["minimumLength"]!["maximum"]!));
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
                "email": { "type": "string", "minLength": 1, "maxLength": 254, "format": "email" },
                "note": { "type": "string", "maxLength": 500 },
                "letter": { "type": "string", "enum": ["a", "b"], "default": "a" },
                "count": { "type": ["null", "integer"], "format": "int32", "minimum": 1, "maximum": 9 },
                "parts": { "type": "array", "maxItems": 5, "items": { "$ref": "#/components/schemas/AddSamplePart" } },
                "ids": { "type": ["null", "array"], "items": {{Id}} },
                "kind": { "$ref": "#/components/schemas/SampleKind", "default": "veryFancy" },
                "otherKind": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/SampleKind" }] },
                "owner": {{IdOrNull}},
                "day": { "type": ["null", "string"], "format": "date" },
                "isSure": { "type": ["null", "boolean"] }
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
    public void Of_real_results_are_never_null_where_the_code_says_so()
    {
        var key = document.Schema("ProviderApiKeyRow")["properties"]!;

        Assert.Equal(("string", "array"), ((string?)key["name"]!["type"], (string?)key["allowedNetworks"]!["type"]));
        AssertJson("""["null", "string"]""", key["expiresAt"]!["type"]);
        Assert.DoesNotContain("key", document.Schema("ProviderApiKeyRow")["required"]!.AsArray().Select(name => (string)name!));
    }

    [Fact]
    public void Of_enums_are_words() =>
        AssertJson("""{ "type": "string", "enum": ["plain", "veryFancy"] }""", document.Schema("SampleKind"));

    [Fact]
    public void Say_what_the_docstrings_say()
    {
        Assert.Equal(
            "Unique among those of its provider.",
            (string?)document.Schema("GetManagedOrganizationResult")["properties"]!["name"]!["description"]
        );
        Assert.StartsWith(
            "Whether an organization's people may sign in.",
            (string?)document.Schema("OrganizationState")["description"],
            StringComparison.Ordinal
        );
    }

    /// <summary>Whoever reads the document does not know our classes.</summary>
    [Fact]
    public void Speak_of_nothing_in_the_source()
    {
        var words = DescriptionsIn(document.Root).ToList();

        Assert.True(words.Count > 300);
        Assert.DoesNotContain(
            words,
            text => Regex.IsMatch(text, @"&lt;|<|\b[A-Z]\w+\.[A-Z]\w+", RegexOptions.None, TimeSpan.FromSeconds(1))
        );
    }

    /// <summary>The pattern of sort keys and the rule are two texts of one thing; that each key stands once only the rule says.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("name", true)]
    [InlineData("-createdAt,name", true)]
    [InlineData("size", false)]
    [InlineData("name,", false)]
    [InlineData("--name", false)]
    public void Of_sort_keys_refuse_what_the_rule_refuses(string sort, bool isRight)
    {
        var parameter = document.Operation("get", "/v1/organizations")["parameters"]!.AsArray().Single(p => (string?)p!["name"] is "sort");
        var pattern = (string)parameter!["schema"]!["pattern"]!;

        Assert.Equal(isRight, Regex.IsMatch(sort, pattern, RegexOptions.ECMAScript, TimeSpan.FromSeconds(1)));
        Assert.Equal(isRight, new SortKeysAttribute("name", "state", "createdAt").IsValid(sort));
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

    private static IEnumerable<string> DescriptionsIn(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(m =>
                m is { Key: "description", Value: JsonValue text } ? [(string)text!] : DescriptionsIn(m.Value)
            ),
            JsonArray list => list.SelectMany(DescriptionsIn),
            _ => [],
        };
}
