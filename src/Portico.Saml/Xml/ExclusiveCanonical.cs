using System.Text;

namespace Portico.Saml.Xml;

/// <summary>
/// Exclusive XML canonicalization 1.0, without comments, of an element. What is verified is read again from the bytes that this makes
/// and that were hashed, so a mistake here could refuse a good message, and could not let a false one in.
/// </summary>
internal sealed class ExclusiveCanonical
{
    private readonly CanonicalWriter writer;
    private readonly IReadOnlyCollection<string> inclusive;
    private readonly XmlTree? left;

    private ExclusiveCanonical(CanonicalWriter writer, IReadOnlyCollection<string> inclusive, XmlTree? left)
    {
        this.writer = writer;
        this.inclusive = inclusive;
        this.left = left;
    }

    /// <summary>
    /// The canonical bytes. Inclusive prefixes are those of InclusiveNamespaces' PrefixList (§2.1), the empty one for #default. One element
    /// may be left out, as the enveloped-signature transform does with the signature (XML signature §6.6.4).
    /// </summary>
    public static byte[] Write(XmlTree element, IReadOnlyCollection<string> inclusive, XmlTree? left = null)
    {
        using var bytes = new CanonicalWriter();
        new ExclusiveCanonical(bytes, inclusive, left).Element(element, []);
        return bytes.Written.ToArray();
    }

    /// <summary>Recursion is bounded by the depth that the reader takes.</summary>
    private void Element(XmlTree element, Dictionary<string, string> rendered)
    {
        Name("<", element.Prefix, element.Name);
        var here = Namespaces(element, rendered);
        foreach (var attribute in Sorted(element.Attributes))
        {
            Name(" ", attribute.Prefix, attribute.Name);
            writer.Raw("=\""u8).Value(attribute.Value).Raw("\""u8);
        }

        writer.Raw(">"u8);
        foreach (var child in element.Children)
        {
            Child(child, here);
        }

        Name("</", element.Prefix, element.Name);
        writer.Raw(">"u8);
    }

    private void Child(object child, Dictionary<string, string> rendered)
    {
        if (child is string text)
        {
            writer.Text(text);
        }
        else if (!ReferenceEquals(child, left))
        {
            Element((XmlTree)child, rendered);
        }
    }

    /// <summary>Exclusive C14N §3: declarations that are visibly utilized here and do not already stand on an element above.</summary>
    private Dictionary<string, string> Namespaces(XmlTree element, Dictionary<string, string> rendered)
    {
        var here = rendered;
        foreach (var prefix in Prefixes(element))
        {
            var uri = element.NamespaceOf(prefix);
            var above = rendered.GetValueOrDefault(prefix) ?? (prefix.Length == 0 ? "" : null);
            if ((uri is null && prefix.Length > 0) || string.Equals(uri ?? "", above, StringComparison.Ordinal))
            {
                continue;
            }

            here = ReferenceEquals(here, rendered) ? new Dictionary<string, string>(rendered, StringComparer.Ordinal) : here;
            here[prefix] = uri ?? "";
            Name(" ", prefix.Length == 0 ? "" : "xmlns", prefix.Length == 0 ? "xmlns" : prefix);
            writer.Raw("=\""u8).Value(uri).Raw("\""u8);
        }

        return here;
    }

    private SortedSet<string> Prefixes(XmlTree element)
    {
        var prefixes = new SortedSet<string>(inclusive, StringComparer.Ordinal) { element.Prefix };
        prefixes.UnionWith(element.Attributes.Where(a => a.Prefix.Length > 0).Select(a => a.Prefix));
        // Bound by definition, never declared (Namespaces in XML §3).
        prefixes.Remove("xml");
        return prefixes;
    }

    /// <summary>C14N 1.0 §2.2: by the namespace, then by the name; those without a namespace first.</summary>
    private static IEnumerable<XmlTreeAttribute> Sorted(IReadOnlyList<XmlTreeAttribute> attributes) =>
        attributes.Count < 2
            ? attributes
            : attributes.OrderBy(a => a.Space, StringComparer.Ordinal).ThenBy(a => a.Name, StringComparer.Ordinal);

    private void Name(string mark, string prefix, string name)
    {
        var whole = prefix.Length == 0 ? mark + name : $"{mark}{prefix}:{name}";
        writer.Raw(Encoding.UTF8.GetBytes(whole));
    }
}
