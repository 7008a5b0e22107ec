using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portico.Applications.Catalog;

/// <summary>The well-known services that applications can be added from: one file each, part of the program.</summary>
public sealed class ServiceCatalog
{
    /// <summary>Before the name of a service's file.</summary>
    public const string Resources = "Portico.Catalog.";

    /// <summary>What stands in a file has a meaning, and stands there once.</summary>
    private static readonly JsonSerializerOptions strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly Lazy<IReadOnlyList<CatalogService>> all = new(ReadAll);

    /// <summary>By name.</summary>
    public IReadOnlyList<CatalogService> All => all.Value;

    /// <summary>Null when there is none.</summary>
    public CatalogService? Find(string? id) => All.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.Ordinal));

    /// <summary>Reads one file; an exception says what is wrong in it.</summary>
    public static CatalogService Read(Stream json) =>
        JsonSerializer.Deserialize<CatalogService>(json, strict) ?? throw new JsonException("The file is empty.");

    private static IReadOnlyList<CatalogService> ReadAll()
    {
        var assembly = typeof(ServiceCatalog).Assembly;
        var files = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal));
        return [.. files.Select(ReadOne).OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase)];

        CatalogService ReadOne(string name)
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            return Read(file);
        }
    }
}
