using System.Text;
using System.Xml;

namespace Portico.Saml.Xml;

/// <summary>
/// The one reader of XML that others wrote. No DTD, so no entities; no other encoding than UTF-8 and UTF-16; bounds on size, depth, nodes
/// and attributes; no ID twice (SAML core §5.4.2 refers to the signed element by it); no comment inside a value, where readers differ
/// about what the value is.
/// </summary>
internal static class ForeignXml
{
    public static SamlResult<XmlTree> Read(ReadOnlySpan<byte> bytes, SamlLimits limits)
    {
        if (bytes.IsEmpty)
        {
            return XmlRefusals.Empty;
        }

        if (bytes.Length > limits.Bytes)
        {
            return XmlRefusals.TooLarge;
        }

        if (XmlEncoding.Decode(bytes) is not { } text)
        {
            return XmlRefusals.Encoding;
        }

        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings(limits));
            return new ForeignXmlWalk(reader, limits).Read();
        }
        catch (XmlException)
        {
            // The reader stops at a DTD with the same exception as at any other mark it does not take.
            return text.Contains("<!DOCTYPE", StringComparison.Ordinal) ? XmlRefusals.Dtd : XmlRefusals.Malformed;
        }
    }

    private static XmlReaderSettings Settings(SamlLimits limits) =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            ConformanceLevel = ConformanceLevel.Document,
            CheckCharacters = true,
            MaxCharactersInDocument = limits.Bytes,
            MaxCharactersFromEntities = 1,
        };
}

/// <summary>XML 1.0 §4.3.3: which encoding a document is in. Only the two that everybody must read are taken.</summary>
internal static class XmlEncoding
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when it is neither, or holds bytes that are none.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, .. var rest] => Utf8.GetString(rest),
                [0xFE, 0xFF, .. var rest] => new UnicodeEncoding(
                    bigEndian: true,
                    byteOrderMark: false,
                    throwOnInvalidBytes: true
                ).GetString(rest),
                [0xFF, 0xFE, .. var rest] => new UnicodeEncoding(
                    bigEndian: false,
                    byteOrderMark: false,
                    throwOnInvalidBytes: true
                ).GetString(rest),
                _ => Utf8.GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether the name in the XML declaration is one of what <see cref="Decode"/> reads.</summary>
    public static bool IsRead(string? declared) =>
        declared is null
        || declared.Equals("UTF-8", StringComparison.OrdinalIgnoreCase)
        || declared.Equals("UTF-16", StringComparison.OrdinalIgnoreCase);
}
