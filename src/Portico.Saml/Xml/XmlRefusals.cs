namespace Portico.Saml.Xml;

/// <summary>Why XML is not read at all.</summary>
internal static class XmlRefusals
{
    public static readonly SamlRefusal Empty = new("saml-xml-empty", "There is nothing to read.");
    public static readonly SamlRefusal TooLarge = new("saml-xml-too-large", "The document is larger than is read here.");
    public static readonly SamlRefusal Encoding = new(
        "saml-xml-encoding",
        "The document is not in UTF-8 or UTF-16, or says that it is in another encoding."
    );
    public static readonly SamlRefusal Malformed = new("saml-xml-malformed", "The document is not well-formed XML.");
    public static readonly SamlRefusal Dtd = new("saml-xml-dtd", "The document has a DTD (DOCTYPE). Remove it.");
    public static readonly SamlRefusal TooDeep = new("saml-xml-too-deep", "The document's elements are nested too deeply.");
    public static readonly SamlRefusal TooMany = new("saml-xml-too-many", "The document has too many elements or attributes.");
    public static readonly SamlRefusal LongNamespace = new("saml-xml-namespace", "The document has a namespace with a very long name.");
    public static readonly SamlRefusal DuplicateId = new("saml-xml-duplicate-id", "Two elements of the document have the same ID.");
    public static readonly SamlRefusal Comment = new("saml-xml-comment", "A value of the document has a comment inside it.");
    public static readonly SamlRefusal Instruction = new("saml-xml-instruction", "The document has a processing instruction inside.");
}
