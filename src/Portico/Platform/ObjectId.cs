using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portico.Platform;

/// <summary>An id; ids sort by when they were made.</summary>
/// <remarks>
/// 12 bytes written as 24 lower-case hexadecimal characters, the first four the seconds since 1970 (so that ids sort by their making),
/// the other eight random (so that none can be guessed).
/// </remarks>
[JsonConverter(typeof(Json))]
[TypeConverter(typeof(FromText))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct ObjectId : IComparable<ObjectId>, ISpanParsable<ObjectId>
{
    /// <summary>The length of the text form.</summary>
    public const int Length = 24;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly uint seconds;
    private readonly ulong random;

    private ObjectId(uint seconds, ulong random)
    {
        this.seconds = seconds;
        this.random = random;
    }

    /// <summary>Makes an id that was never given before.</summary>
    public static ObjectId Create(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return new((uint)clock.GetUtcNow().ToUnixTimeSeconds(), BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>When the id was made, to the second.</summary>
    public DateTimeOffset MadeAt => DateTimeOffset.FromUnixTimeSeconds(seconds);

    /// <summary>Reads exactly 24 lower-case hexadecimal characters; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ObjectId id)
    {
        id = default;
        if (text.Length != Length || text.ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        id = new(
            uint.Parse(text[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ulong.Parse(text[8..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        );
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ObjectId result) => TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ObjectId result) =>
        TryParse(s.AsSpan(), out result);

    public static ObjectId Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, out var id) ? id : throw new FormatException("An id is 24 lower-case hexadecimal characters.");

    public static ObjectId Parse(string s) => Parse(s.AsSpan(), provider: null);

    public static ObjectId Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    public int CompareTo(ObjectId other) => seconds != other.seconds ? seconds.CompareTo(other.seconds) : random.CompareTo(other.random);

    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{seconds:x8}{random:x16}");

    internal sealed class Json : JsonConverter<ObjectId>
    {
        public override ObjectId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("An id is 24 lower-case hexadecimal characters.");

        public override void Write(Utf8JsonWriter writer, ObjectId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    internal sealed class FromText : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            Parse((string)value, culture);
    }
}
