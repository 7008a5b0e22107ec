using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Portico.Platform.Http.Api.Description;

/// <summary>
/// Names schemas after types. The request of each operation is called Request and lies in the operation, so the operation's name comes
/// first: <c>AddManagedOrganizationRequest</c>.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, JsonTypeInfo> types = new(StringComparer.Ordinal);

    /// <summary>The types that were named.</summary>
    public IReadOnlyDictionary<string, JsonTypeInfo> Types => types;

    /// <summary>Names a type once more, for another use; answers whether the name was free.</summary>
    public bool Add(string name, JsonTypeInfo type) =>
        types.TryAdd(name, type)
        || (
            types[name].Type == type.Type
                ? false
                : throw new InvalidOperationException(
                    $"{types[name].Type} and {type.Type} would both be called {name} in the API's document."
                )
        );

    /// <summary>The name under which the document keeps a type; null for what is written where it is used.</summary>
    public string? NameOf(JsonTypeInfo type)
    {
        if (type.Type == typeof(ObjectId) || type.Type == typeof(ObjectId?) || OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null)
        {
            return null;
        }

        var bare = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var name = NameOf(bare);
        var known = types.GetOrAdd(name, _ => type.Options.GetTypeInfo(bare));
        return known.Type == bare
            ? name
            : throw new InvalidOperationException(
                $"{known.Type} and {bare} would both be called {name} in the API's document: rename one."
            );
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        if (type.DeclaringType is { } outer)
        {
            name = NameOf(outer) + name;
        }

        return type.IsConstructedGenericType
            ? $"{(name.EndsWith("Of", StringComparison.Ordinal) ? name : name + "Of")}{string.Join("And", type.GenericTypeArguments.Select(NameOf))}"
            : name;
    }
}
