using System.Xml;

namespace Portico.Saml.Xml;

/// <summary>Goes once through a document and builds its tree, counting.</summary>
internal sealed class ForeignXmlWalk(XmlReader reader, SamlLimits limits)
{
    /// <summary>
    /// Exclusive canonical form declares a namespace on each element that uses it first, so a long name on the root would be written a
    /// thousand times.
    /// </summary>
    private const int NamespaceMaxLength = 512;

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    /// <summary>Elements with a comment among their children.</summary>
    private readonly HashSet<XmlTree> commented = new(ReferenceEqualityComparer.Instance);
    private XmlTree? root;
    private XmlTree? current;
    private int nodes;

    public SamlResult<XmlTree> Read()
    {
        while (reader.Read())
        {
            if (Take() is { } refusal)
            {
                return refusal;
            }
        }

        return root is null ? XmlRefusals.Malformed : root;
    }

    private SamlRefusal? Take() =>
        reader.NodeType switch
        {
            XmlNodeType.Element => TakeElement(),
            XmlNodeType.EndElement => EndElement(),
            XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => TakeText(),
            XmlNodeType.XmlDeclaration => XmlEncoding.IsRead(reader.GetAttribute("encoding")) ? null : XmlRefusals.Encoding,
            // What stands outside the root is part of no element, and of no signature (SAML core §5.4.2 has the root signed by its ID).
            XmlNodeType.Comment or XmlNodeType.ProcessingInstruction when current is null => Count(),
            XmlNodeType.Comment => TakeComment(),
            XmlNodeType.ProcessingInstruction => XmlRefusals.Instruction,
            _ => XmlRefusals.Malformed,
        };

    private SamlRefusal? TakeElement()
    {
        if (reader.Depth >= limits.Depth)
        {
            return XmlRefusals.TooDeep;
        }

        if (reader.AttributeCount > limits.Attributes)
        {
            return XmlRefusals.TooMany;
        }

        var element = new XmlTree(reader.Prefix, reader.LocalName, reader.NamespaceURI, current);
        var isEmpty = reader.IsEmptyElement;
        current?.Add(element);
        root ??= element;
        while (reader.MoveToNextAttribute())
        {
            if (Count() is { } refusal)
            {
                return refusal;
            }

            if (TakeAttribute(element) is { } wrong)
            {
                return wrong;
            }
        }

        current = isEmpty ? current : element;
        return Count();
    }

    private SamlRefusal? TakeAttribute(XmlTree element)
    {
        if (string.Equals(reader.NamespaceURI, "http://www.w3.org/2000/xmlns/", StringComparison.Ordinal))
        {
            element.Add(new XmlTreeNamespace(reader.Prefix.Length == 0 ? "" : reader.LocalName, reader.Value));
            return reader.Value.Length > NamespaceMaxLength ? XmlRefusals.LongNamespace : null;
        }

        element.Add(new XmlTreeAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
        return IsId() && !ids.Add(reader.Value) ? XmlRefusals.DuplicateId : null;
    }

    /// <summary>ID in SAML's schemas, Id in those of XML signature and encryption, xml:id everywhere.</summary>
    private bool IsId() =>
        reader.LocalName.Equals("ID", StringComparison.OrdinalIgnoreCase)
        && (reader.NamespaceURI.Length == 0 || string.Equals(reader.Prefix, "xml", StringComparison.Ordinal));

    private SamlRefusal? EndElement()
    {
        var ended = current!;
        current = ended.Parent;
        return HasCommentInValue(ended) ? XmlRefusals.Comment : null;
    }

    private SamlRefusal? TakeText()
    {
        if (current is null)
        {
            return null;
        }

        current.Add(reader.Value);
        return Count();
    }

    private SamlRefusal? TakeComment()
    {
        commented.Add(current!);
        return Count();
    }

    /// <summary>
    /// "admin@acme.example&lt;!----&gt;.evil.example" is one value to the signer, and to some readers its first part only (CERT VU#475445).
    /// </summary>
    private bool HasCommentInValue(XmlTree element) =>
        commented.Contains(element) && element.Children.Any(c => c is string s && !string.IsNullOrWhiteSpace(s));

    private SamlRefusal? Count() => ++nodes > limits.Nodes ? XmlRefusals.TooMany : null;
}
