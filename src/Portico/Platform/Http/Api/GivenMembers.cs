using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Portico.Platform.Operations;

namespace Portico.Platform.Http.Api;

/// <summary>
/// Sets the members of a request that were given, one by one, so that all that is wrong with them can be told at once: what is unknown,
/// what has the wrong type. What is missing, too long or out of range the operation's own validation adds.
/// </summary>
internal static class GivenMembers
{
    private const int ShownLength = 80;

    public static void SetFromJson(object request, JsonElement given, RequestValidation validation)
    {
        var shape = ApiJson.Options.GetTypeInfo(request.GetType());
        foreach (var member in given.EnumerateObject())
        {
            if (Find(shape, member.Name) is not { } property)
            {
                validation.Found(new UnknownMember(member.Name.Shorten(ShownLength)));
            }
            else if (Read(property, () => FromJson(property.PropertyType, member.Value)) is { } read)
            {
                property.Set!(request, read.Value);
            }
            else
            {
                validation.Found(new InvalidField(PropertyNameOf(property), WordsFor(property.PropertyType)));
            }
        }
    }

    public static void SetFromQuery(object request, IQueryCollection given, RequestValidation validation)
    {
        var shape = ApiJson.Options.GetTypeInfo(request.GetType());
        foreach (var (name, values) in given)
        {
            if (Find(shape, name) is not { } property)
            {
                validation.Found(new UnknownParameter(name.MadeWhole().Shorten(ShownLength)));
            }
            else if (values is [{ } text] && Read(property, () => FromText(property.PropertyType, text.MadeWhole())) is { } read)
            {
                property.Set!(request, read.Value);
            }
            else
            {
                validation.Found(new InvalidField(PropertyNameOf(property), WordsFor(property.PropertyType)));
            }
        }
    }

    /// <summary>The name in the source, which problems carry.</summary>
    private static string PropertyNameOf(JsonPropertyInfo property) =>
        (property.AttributeProvider as System.Reflection.MemberInfo)?.Name ?? property.Name;

    private static JsonPropertyInfo? Find(JsonTypeInfo shape, string name) =>
        shape.Properties.FirstOrDefault(p => p.Set is not null && string.Equals(p.Name, name, StringComparison.Ordinal));

    private static object? FromJson(Type type, JsonElement value)
    {
        if (HasMissingItem(value))
        {
            throw new JsonException();
        }

        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsEnum && value.ValueKind is JsonValueKind.String && !WordsOf(bare).Contains(value.GetString(), StringComparer.Ordinal)
            ? throw new JsonException()
            : value.Deserialize(ApiJson.Options.GetTypeInfo(type));
    }

    /// <summary>Whether a list in it, however deep, has null for one of its items: no list of ours does.</summary>
    private static bool HasMissingItem(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Null || HasMissingItem(item)),
            JsonValueKind.Object => value.EnumerateObject().Any(member => HasMissingItem(member.Value)),
            _ => false,
        };

    /// <summary>How the API calls the values of an enumeration. The framework would take several by comma, too, and in any case.</summary>
    private static IEnumerable<string> WordsOf(Type enumeration) =>
        Enum.GetNames(enumeration).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static object? FromText(Type type, string text)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum && !WordsOf(bare).Contains(text, StringComparer.Ordinal))
        {
            throw new JsonException();
        }

        if (bare == typeof(string))
        {
            return text;
        }

        var json = bare == typeof(int) || bare == typeof(bool) ? text : JsonSerializer.Serialize(text);
        return JsonSerializer.Deserialize(json, ApiJson.Options.GetTypeInfo(type));
    }

    /// <summary>Null when the value is none of the property's type.</summary>
    private static Given? Read(JsonPropertyInfo property, Func<object?> read)
    {
        try
        {
            var value = read();
            return value is not null || property.IsSetNullable ? new Given(value) : null;
        }
        // InvalidOperationException: half of a surrogate pair, which is no text.
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string WordsFor(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => "Use a text.",
            var t when t == typeof(bool) => "Use true or false.",
            var t when t == typeof(int) => "Use a whole number.",
            var t when t == typeof(ObjectId) => "Use an id: 24 hexadecimal characters.",
            var t when t == typeof(DateOnly) => "Use a day such as 2026-03-31.",
            var t when t == typeof(DateTimeOffset) => "Use a time such as 2026-03-31T09:00:00Z.",
            { IsEnum: true } t => $"Use one of {string.Join(", ", WordsOf(t))}.",
            _ => "Use a list of values of the right kind.",
        };

    private sealed record Given(object? Value);
}
