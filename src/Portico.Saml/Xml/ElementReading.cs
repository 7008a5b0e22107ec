using System.Globalization;

namespace Portico.Saml.Xml;

/// <summary>The first thing that was wrong in a document, while it is read on; what is read after it is thrown away.</summary>
internal sealed class Reading
{
    public SamlRefusal? Refusal { get; private set; }

    public void Refuse(string code, string message) => Refuse(new SamlRefusal(code, message));

    public void Refuse(SamlRefusal refusal) => Refusal ??= refusal;

    public ElementReading Of(XmlTree element) => new(element, this);
}

/// <summary>Takes values out of an element, bounded and of the right form, and keeps the first refusal.</summary>
internal readonly struct ElementReading(XmlTree element, Reading reading)
{
    public const int UriMaxLength = 1024;
    public const int TextMaxLength = 1024;

    public XmlTree Element { get; } = element;

    public Reading Reading { get; } = reading;

    public string? Optional(string name, int maxLength = UriMaxLength) => Bounded(Element.Attribute(name), name, maxLength);

    public string Required(string name, int maxLength = UriMaxLength)
    {
        var value = Optional(name, maxLength);
        if (string.IsNullOrEmpty(value))
        {
            Missing(name);
        }

        return value ?? "";
    }

    public string? OptionalUri(string name) => Optional(name)?.Trim(' ', '\t', '\r', '\n') is { Length: > 0 } uri ? uri : null;

    public string Id(string name)
    {
        var value = Required(name, SamlId.MaxLength);
        if (!SamlId.IsId(value))
        {
            Invalid(name);
        }

        return value;
    }

    public DateTimeOffset Time(string name)
    {
        if (OptionalTime(name) is { } time)
        {
            return time;
        }

        Missing(name);
        return default;
    }

    public DateTimeOffset? OptionalTime(string name)
    {
        if (Element.Attribute(name) is not { } value)
        {
            return null;
        }

        var time = SamlTime.Parse(value);
        if (time is null)
        {
            Invalid(name);
        }

        return time;
    }

    /// <summary>XML Schema part 2 §3.2.2: four ways to write two values.</summary>
    public bool? Boolean(string name)
    {
        switch (Element.Attribute(name)?.Trim(' ', '\t', '\r', '\n'))
        {
            case null:
                return null;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                Invalid(name);
                return null;
        }
    }

    /// <summary>An xs:unsignedShort.</summary>
    public int? Number(string name)
    {
        if (Element.Attribute(name) is not { } value)
        {
            return null;
        }

        if (
            ushort.TryParse(
                value,
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return number;
        }

        Invalid(name);
        return null;
    }

    /// <summary>The one child of that name, or null; two are refused, for two readers could take either.</summary>
    public ElementReading? Child(string space, string name)
    {
        XmlTree? found = null;
        foreach (var child in Element.Elements)
        {
            if (!child.Is(space, name))
            {
                continue;
            }

            if (found is not null)
            {
                Reading.Refuse("saml-repeated", $"{Element.Name} has more than one {name}.");
            }

            found ??= child;
        }

        return found is null ? null : Reading.Of(found);
    }

    public List<ElementReading> Children(string space, string name, int maxCount)
    {
        var list = new List<ElementReading>();
        foreach (var child in Element.Elements.Where(e => e.Is(space, name)))
        {
            if (list.Count == maxCount)
            {
                Reading.Refuse("saml-too-many", $"{Element.Name} has more than {maxCount} {name}.");
                break;
            }

            list.Add(Reading.Of(child));
        }

        return list;
    }

    /// <summary>The text of the element as it stands.</summary>
    public string Text(int maxLength = TextMaxLength)
    {
        if (Element.Text is not { } text)
        {
            Reading.Refuse("saml-invalid", $"{Element.Name} holds elements where a text belongs.");
            return "";
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Reading.Refuse("saml-missing", $"{Element.Name} is empty.");
        }

        return Bounded(text, "text", maxLength) ?? "";
    }

    /// <summary>An xs:anyURI, around which white space means nothing (XML Schema part 2 §3.2.17).</summary>
    public string Uri() => Text().Trim(' ', '\t', '\r', '\n');

    /// <summary>Refuses children of the element's own namespaces that its schema does not have.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var child in Element.Elements)
        {
            if (!names.Contains(child.Name))
            {
                Reading.Refuse("saml-unexpected-element", $"{Element.Name} holds an element that does not belong there.");
            }
        }
    }

    public void Missing(string name) => Reading.Refuse("saml-missing", $"{Element.Name} lacks {name}.");

    public void Invalid(string name) => Reading.Refuse("saml-invalid", $"{name} of {Element.Name} is not of the form that it must have.");

    private string? Bounded(string? value, string name, int maxLength)
    {
        if (value is null || value.Length <= maxLength)
        {
            return value;
        }

        Reading.Refuse("saml-too-long", $"{name} of {Element.Name} is longer than {maxLength} characters.");
        return null;
    }
}
