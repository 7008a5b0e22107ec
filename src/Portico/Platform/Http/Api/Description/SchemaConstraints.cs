using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Portico.Platform.Mail;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api.Description;

/// <summary>What the attributes of a member say beyond what the framework reads from them, and its default.</summary>
internal static class SchemaConstraints
{
    /// <summary>The characters that <see cref="OneLineAttribute"/> refuses.</summary>
    public const string OneLine = @"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$";

    public static bool IsRequired(JsonPropertyInfo member) => member.IsRequired || AttributesOf(member).OfType<RequiredAttribute>().Any();

    /// <param name="schema">The member's; one that stands for a named type keeps that type's constraints.</param>
    /// <param name="member">The member.</param>
    public static void Write(OpenApiSchema schema, JsonPropertyInfo member)
    {
        // The framework says so of each text that has a greatest length.
        schema.MinLength = schema.MinLength is 0 ? null : schema.MinLength;
        foreach (var attribute in AttributesOf(member))
        {
            switch (attribute)
            {
                case RequiredAttribute { AllowEmptyStrings: false } when member.PropertyType == typeof(string):
                    schema.MinLength = Math.Max(1, schema.MinLength ?? 0);
                    break;
                case AllowedValuesAttribute allowed:
                    schema.Enum = [.. allowed.Values.Select(value => ToJson(value, member.Options) ?? JsonNullSentinel.JsonNull)];
                    break;
                case MailAddressAttribute:
                    schema.Format = "email";
                    schema.MaxLength ??= MailAddresses.MaxLength;
                    break;
                case SortKeysAttribute sort:
                    schema.Pattern ??= PatternOf(sort);
                    break;
                case System.ComponentModel.DataAnnotations.DisplayAttribute { Name: { } words }:
                    schema.Description ??= words;
                    break;
                case OneLineAttribute:
                    schema.Pattern ??= OneLine;
                    break;
            }
        }
    }

    /// <summary>What the member has when it is left out; null when that is nothing.</summary>
    /// <param name="member">The member.</param>
    /// <param name="fresh">Its request as it is made; null when it cannot be made without values.</param>
    public static JsonNode? DefaultOf(JsonPropertyInfo member, object? fresh)
    {
        var value =
            member.AssociatedParameter is { HasDefaultValue: true } parameter ? parameter.DefaultValue
            : fresh is not null ? member.Get?.Invoke(fresh)
            : null;
        return value is IEnumerable things && !things.Cast<object>().Any() ? null : ToJson(value, member.Options);
    }

    /// <summary>All but that each key may stand once only.</summary>
    private static string PatternOf(SortKeysAttribute sort)
    {
        var key = $"-?({string.Join('|', sort.Keys)})";
        return $"^({key}(,{key})*)?$";
    }

    private static JsonNode? ToJson(object? value, JsonSerializerOptions options) =>
        value is null ? null : JsonSerializer.SerializeToNode(value, value.GetType(), options);

    /// <summary>Those of the property and, in a record that is written as a list of parameters, of the parameter.</summary>
    private static IEnumerable<object> AttributesOf(JsonPropertyInfo member) =>
        (member.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []).Concat(
            member.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(inherit: true) ?? []
        );
}
