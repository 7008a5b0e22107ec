using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portico.Platform.Storage;

/// <summary>Parts of a row that are read and written with it and never asked for alone: JSON in one column.</summary>
internal static class JsonColumns
{
    private static readonly JsonSerializerOptions options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A record, compared by its values; null stays null.</summary>
    public static void IsJson<T>(this PropertyBuilder<T?> property)
        where T : class => property.HasConversion(new ValueConverter<T?, string?>(value => Write(value), text => Read<T>(text)));

    /// <summary>A list of records, compared one by one; an empty list is no value at all.</summary>
    public static void IsJsonList<T>(this PropertyBuilder<IReadOnlyList<T>> property)
        where T : class
    {
        property.HasConversion(
            new ValueConverter<IReadOnlyList<T>, string>(list => WriteList(list), text => ReadList<T>(text)),
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => one!.SequenceEqual(other!),
                list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
                list => list.ToList()
            )
        );
        property.HasDefaultValueSql("''").ValueGeneratedNever();
    }

    private static string? Write<T>(T? value)
        where T : class => value is null ? null : JsonSerializer.Serialize(value, options);

    private static T? Read<T>(string? text)
        where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, options);

    private static string WriteList<T>(IReadOnlyList<T> list) => list.Count is 0 ? "" : JsonSerializer.Serialize(list, options);

    private static T[] ReadList<T>(string text) => text is "" ? [] : JsonSerializer.Deserialize<T[]>(text, options)!;
}
