using System.Security.Cryptography.Xml;
using System.Text;
using Portico.Saml.Tests.Support;
using Portico.Saml.Xml;

namespace Portico.Saml.Tests.Xml;

/// <summary>Our canonical form is that of .NET, which is that of the standard.</summary>
public sealed class ExclusiveCanonicalTests
{
    private static readonly string[] Prefixes = ["", "a", "b", "c"];
    private static readonly string[] Spaces = ["urn:1", "urn:2", "urn:3"];
    private static readonly string[] Names = ["x", "y", "Z", "é"];
    private static readonly string[] Texts =
    [
        "",
        "t",
        " ",
        "\n",
        "&lt;",
        "&gt;",
        ">",
        "&amp;",
        "&#xD;",
        "&quot;",
        "\"",
        "&#9;",
        "&#10;",
        "😀",
        "<![CDATA[<&]]>",
    ];

    [Theory]
    [InlineData("<a/>")]
    [InlineData("<a xmlns='urn:1'><b xmlns=''/></a>")]
    [InlineData("<a xmlns='urn:1'><b xmlns=''><c xmlns='urn:1'/></b></a>")]
    [InlineData("<a xmlns:p='urn:1' xmlns:q='urn:2'><q:b p:z='1' q:a='2' b='3' a='4'/><p:c/></a>")]
    [InlineData("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c xmlns:p='urn:1'/></p:b></p:a>")]
    [InlineData("<a b='&#9;&#10;&#13;&lt;&gt;&quot;&apos;'>&#13;&gt;&lt;&quot;</a>")]
    [InlineData("<a xml:lang='en' xml:space='preserve'> x </a>")]
    [InlineData("<?xml version='1.0'?><!-- a --><a><!-- b --><b/></a><!-- c -->")]
    public void Is_that_of_the_framework_on_what_is_known_to_be_hard(string xml) => Same(xml, "");

    [Fact]
    public void Is_that_of_the_framework_on_thousands_of_documents()
    {
        var dice = new Dice(20261126);
        for (var round = 0; round < 3_000; round++)
        {
            var xml = new StringBuilder();
            Element(xml, dice, depth: 0);
            Same(xml.ToString(), dice.Pick(["", "a", "a b", "#default", "b #default c", "none"]));
        }
    }

    private static void Same(string xml, string prefixList)
    {
        var transform = new XmlDsigExcC14NTransform(includeComments: false, prefixList.Length == 0 ? null : prefixList);
        transform.LoadInput(FrameworkXml.Load(xml));
        using var stream = (MemoryStream)transform.GetOutput(typeof(Stream));
        var tree = ForeignXml.Read(Encoding.UTF8.GetBytes(xml), SamlLimits.Message).Require();
        string[] prefixes = [.. prefixList.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p is "#default" ? "" : p)];

        Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), Encoding.UTF8.GetString(ExclusiveCanonical.Write(tree, prefixes)));
    }

    /// <summary>No line break as such in a value: XmlDocument does not make a blank of it, against XML 1.0 §3.3.3. Declares all prefixes on the root, and some anew further down.</summary>
    private static void Element(StringBuilder xml, Dice dice, int depth)
    {
        var prefix = dice.Pick(Prefixes);
        var name = prefix.Length == 0 ? dice.Pick(Names) : $"{prefix}:{dice.Pick(Names)}";
        xml.Append('<').Append(name);
        foreach (var declared in Prefixes.Where(p => (p.Length > 0 && depth == 0) || dice.Next(4) == 0))
        {
            xml.Append(declared.Length == 0 ? " xmlns" : $" xmlns:{declared}").Append("='").Append(dice.Pick(Spaces)).Append('\'');
        }

        // One attribute a name, so that no two are the same under two prefixes.
        foreach (var attribute in Names.Where(_ => dice.Next(3) == 0))
        {
            var owner = dice.Pick(Prefixes);
            xml.Append(' ')
                .Append(owner.Length == 0 ? attribute : $"{owner}:{attribute}")
                .Append("='")
                .Append(dice.Pick(Texts[..^1]).Replace("\n", "", StringComparison.Ordinal))
                .Append('\'');
        }

        xml.Append('>');
        for (var children = dice.Next(4); children > 0; children--)
        {
            if (depth < 4 && dice.Next(2) == 0)
            {
                Element(xml, dice, depth + 1);
            }
            else
            {
                xml.Append(dice.Pick(Texts));
            }
        }

        xml.Append("</").Append(name).Append('>');
    }
}
