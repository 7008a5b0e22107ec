using System.Buffers;
using System.Globalization;
using System.Text;

namespace Portico.Saml.Xml;

/// <summary>
/// Writes UTF-8 into a pooled buffer, texts and attribute values escaped as canonical XML has them (C14N 1.0 §2.3): what is written in
/// the right order of declarations and attributes is its own canonical form, and is hashed as it stands.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    private static readonly SearchValues<char> TextMarks = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> ValueMarks = SearchValues.Create("&<\"\t\n\r");
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);

    public int Length { get; private set; }

    /// <summary>Whether something was to be written that XML cannot hold; then the document is worth nothing.</summary>
    public bool MetUnwritable { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>Marks and constants, as they are.</summary>
    public CanonicalWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    /// <summary>The text of an element.</summary>
    public CanonicalWriter Text(ReadOnlySpan<char> text) => Escaped(text, TextMarks);

    /// <summary>The value of an attribute, between its quotes.</summary>
    public CanonicalWriter Value(ReadOnlySpan<char> text) => Escaped(text, ValueMarks);

    /// <summary>An attribute with a blank before it; nothing when there is no value.</summary>
    public CanonicalWriter Attribute(ReadOnlySpan<byte> name, string? value) =>
        value is null ? this : Raw(" "u8).Raw(name).Raw("=\""u8).Value(value).Raw("\""u8);

    public CanonicalWriter Attribute(ReadOnlySpan<byte> name, DateTimeOffset? time) =>
        time is null ? this : Raw(" "u8).Raw(name).Raw("=\""u8).Time(time.Value).Raw("\""u8);

    /// <summary>SAML core §1.3.3: xs:dateTime in UTC, to the millisecond.</summary>
    public CanonicalWriter Time(DateTimeOffset time)
    {
        time.UtcDateTime.TryFormat(Reserve(32), out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    public CanonicalWriter Number(int number)
    {
        number.TryFormat(Reserve(11), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    public CanonicalWriter Base64(ReadOnlySpan<byte> bytes)
    {
        System.Buffers.Text.Base64.EncodeToUtf8(
            bytes,
            Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length)),
            out _,
            out var written
        );
        Length += written;
        return this;
    }

    public void Dispose()
    {
        var returned = buffer;
        buffer = [];
        Length = 0;
        ArrayPool<byte>.Shared.Return(returned);
    }

    private CanonicalWriter Escaped(ReadOnlySpan<char> text, SearchValues<char> marks)
    {
        if (!XmlCharacters.CanHold(text))
        {
            MetUnwritable = true;
            return this;
        }

        while (text.IndexOfAny(marks) is >= 0 and var mark)
        {
            Plain(text[..mark]);
            Raw(Escape(text[mark]));
            text = text[(mark + 1)..];
        }

        return Plain(text);
    }

    private CanonicalWriter Plain(ReadOnlySpan<char> text)
    {
        Length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    private static ReadOnlySpan<byte> Escape(char mark) =>
        mark switch
        {
            '&' => "&amp;"u8,
            '<' => "&lt;"u8,
            '>' => "&gt;"u8,
            '"' => "&quot;"u8,
            '\t' => "&#x9;"u8,
            '\n' => "&#xA;"u8,
            _ => "&#xD;"u8,
        };

    private Span<byte> Reserve(int count)
    {
        if (buffer.Length - Length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, Length + count));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsSpan(Length);
    }
}
