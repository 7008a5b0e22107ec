using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>Describes values that the framework knows too little of: ids, and enums that are written as words.</summary>
internal static class SchemaValues
{
    private const string IdPattern = "^[0-9a-f]{24}$";
    private const string IdExample = "6745f2a09c1b3de8f7a4e2c5";

    public static OpenApiSchema Id() => WriteId(new OpenApiSchema(), JsonSchemaType.String);

    public static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        var orNull = Nullable.GetUnderlyingType(type) is null ? default : JsonSchemaType.Null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(ObjectId))
        {
            WriteId(schema, JsonSchemaType.String | orNull);
        }
        else if (context.JsonTypeInfo.ElementType == typeof(ObjectId))
        {
            // The framework does not know what the converter writes, and leaves out what it does not know.
            var isList = context.JsonTypeInfo.Kind is JsonTypeInfoKind.Enumerable;
            schema.Items ??= isList ? Id() : null;
            schema.AdditionalProperties ??= isList ? null : Id();
        }
        else if (type.IsEnum || type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String | orNull;
        }

        // A comment is wrapped where its line was full.
        schema.Description = schema.Description?.ReplaceLineEndings(" ");
        return Task.CompletedTask;
    }

    private static OpenApiSchema WriteId(OpenApiSchema schema, JsonSchemaType type)
    {
        schema.Type = type;
        schema.Pattern = IdPattern;
        schema.Examples = [IdExample];
        return schema;
    }
}
