using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>The one form of everything that fails (RFC 9457), with a code for programs and the members of the request that are concerned.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Create() =>
        Record(
            "What went wrong (RFC 9457).",
            required: ["type", "title", "status", "detail", "code", "field", "errors"],
            new(StringComparer.Ordinal)
            {
                ["type"] = Text("A name for the kind of problem: urn:portico:problem: and the code.", "uri"),
                ["title"] = Text("The status in words."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "400",
                    Maximum = "599",
                    Description = "The status of the answer.",
                },
                ["detail"] = Text("The first problem, and what to do about it, for people."),
                ["code"] = Text("The first problem, for programs: it stays the same when the words change."),
                ["field"] = TextOrNull("The member or parameter of the request that the first problem concerns; null when none."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "All problems of the request, the first one too.",
                    Items = Error(),
                },
            }
        );

    private static OpenApiSchema Error() =>
        Record(
            "One of the problems.",
            required: ["code", "detail", "field"],
            new(StringComparer.Ordinal)
            {
                ["code"] = Text("What is wrong, for programs."),
                ["detail"] = Text("What is wrong, for people."),
                ["field"] = TextOrNull(
                    "The member or parameter that it concerns, such as contactName or organizations[2]; null when none."
                ),
            }
        );

    private static OpenApiSchema Record(string description, string[] required, Dictionary<string, IOpenApiSchema> members) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = description,
            Required = required.ToHashSet(StringComparer.Ordinal),
            Properties = members,
        };

    private static OpenApiSchema TextOrNull(string description) =>
        new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = format,
            Description = description,
        };
}
