using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api;

/// <summary>The one form of everything that fails (RFC 9457), with a code for programs and the members of the request that are concerned.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Create() =>
        Record(
            "What went wrong (RFC 9457).",
            required: ["title", "status", "code"],
            new(StringComparer.Ordinal)
            {
                ["type"] = Text("The kind of problem as an address; about:blank says no more than the status.", "uri-reference"),
                ["title"] = Text("What the status means."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "400",
                    Maximum = "599",
                    Description = "The status of the answer.",
                },
                ["detail"] = Text("What happened and what to do, for people."),
                ["code"] = Text("What happened, for programs: it stays the same."),
                ["field"] = Text("The member of the request that is concerned, if one is."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "All that is wrong with the request, each by its member.",
                    Items = Error(),
                },
            }
        );

    private static OpenApiSchema Error() =>
        Record(
            "One thing that is wrong.",
            required: ["code", "detail"],
            new(StringComparer.Ordinal)
            {
                ["code"] = Text("What is wrong, for programs."),
                ["detail"] = Text("What is wrong, for people."),
                ["field"] = Text("The member of the request."),
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

    private static OpenApiSchema Text(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = format,
            Description = description,
        };
}
