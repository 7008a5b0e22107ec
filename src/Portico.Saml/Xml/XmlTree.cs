namespace Portico.Saml.Xml;

/// <summary>An attribute; its prefix matters to the canonical form only.</summary>
internal readonly record struct XmlTreeAttribute(string Prefix, string Name, string Space, string Value);

/// <summary>A declaration of a namespace; the empty prefix is the default one.</summary>
internal readonly record struct XmlTreeNamespace(string Prefix, string Uri);

/// <summary>An element as <see cref="ForeignXml"/> read it: attributes, and elements and texts (strings) in order. Comments are not in it.</summary>
internal sealed class XmlTree(string prefix, string name, string space, XmlTree? parent)
{
    private List<object>? children;
    private List<XmlTreeAttribute>? attributes;
    private List<XmlTreeNamespace>? namespaces;

    public string Prefix { get; } = prefix;

    public string Name { get; } = name;

    public string Space { get; } = space;

    public XmlTree? Parent { get; } = parent;

    public IReadOnlyList<XmlTreeAttribute> Attributes => attributes is null ? [] : attributes;

    public IReadOnlyList<XmlTreeNamespace> Namespaces => namespaces is null ? [] : namespaces;

    /// <summary>Each an <see cref="XmlTree"/> or a string.</summary>
    public IReadOnlyList<object> Children => children is null ? [] : children;

    public IEnumerable<XmlTree> Elements => Children.OfType<XmlTree>();

    /// <summary>The whole text of a value; null when it holds an element, and so is no value.</summary>
    public string? Text =>
        children switch
        {
            null => "",
            [string only] => only,
            _ when children.TrueForAll(c => c is string) => string.Concat(children),
            _ => null,
        };

    public void Add(XmlTreeAttribute attribute) => (attributes ??= []).Add(attribute);

    public void Add(XmlTreeNamespace declaration) => (namespaces ??= []).Add(declaration);

    public void Add(XmlTree child) => (children ??= []).Add(child);

    public void Add(string text) => (children ??= []).Add(text);

    public bool Is(string space, string name) =>
        string.Equals(Name, name, StringComparison.Ordinal) && string.Equals(Space, space, StringComparison.Ordinal);

    /// <summary>The value of an attribute without namespace, or null.</summary>
    public string? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Space.Length == 0 && string.Equals(attribute.Name, name, StringComparison.Ordinal))
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The element itself and all below it, in the order of the document.</summary>
    public IEnumerable<XmlTree> All()
    {
        var waiting = new Stack<XmlTree>([this]);
        while (waiting.TryPop(out var element))
        {
            yield return element;
            foreach (var child in element.Elements.Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>What the prefix stands for here; null when nothing declares it.</summary>
    public string? NamespaceOf(string prefix)
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            foreach (var declaration in element.Namespaces)
            {
                if (string.Equals(declaration.Prefix, prefix, StringComparison.Ordinal))
                {
                    return declaration.Uri;
                }
            }
        }

        return null;
    }
}
