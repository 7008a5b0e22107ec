using System.Text;
using Portico.Saml.Tests.Support;
using Portico.Saml.Xml;

namespace Portico.Saml.Tests.Xml;

public sealed class ForeignXmlTests
{
    [Theory]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'lol'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]><a>&d;</a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:9/x.dtd'> %b;]><a/>")]
    [InlineData("<?xml version='1.0'?><!-- --><!DOCTYPE a [<!ATTLIST a ID ID #IMPLIED>]><a/>")]
    public void Refuses_every_dtd(string xml) => Refused.With("saml-xml-dtd", Read(xml));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("<a>")]
    [InlineData("<a></b>")]
    [InlineData("<a/><b/>")]
    [InlineData("<a/>b")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a xmlns:x='urn:x' xmlns:y='urn:x' x:b='1' y:b='2'/>")]
    [InlineData("<x:a/>")]
    [InlineData("<a x:b=''/>")]
    [InlineData("<a>&b;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>&#x1F;</a>")]
    [InlineData("<a>&#xFFFE;</a>")]
    [InlineData("<a>&#xD800;</a>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a b='<'/>")]
    [InlineData("<a>]]></a>")]
    [InlineData("<a xmlns:xml='urn:x'/>")]
    [InlineData("<a xmlns:x=''/>")]
    [InlineData("<?xml version='1.1'?><a/>")]
    [InlineData(" <?xml version='1.0'?><a/>")]
    public void Refuses_what_is_not_well_formed(string xml) =>
        Assert.Contains(Read(xml).Refusal!.Code, (string[])["saml-xml-malformed", "saml-xml-empty"]);

    [Theory]
    [InlineData("<a>admin<!-- -->@acme.example</a>")]
    [InlineData("<a><!-- -->admin</a>")]
    [InlineData("<a>admin<!----></a>")]
    [InlineData("<a><b>x</b>text<!-- --></a>")]
    public void Refuses_a_comment_inside_a_value(string xml) => Refused.With("saml-xml-comment", Read(xml));

    [Fact]
    public void Takes_comments_between_elements()
    {
        var root = Read("<!-- a --><a> <!-- b --> <b>c</b></a><!-- d -->").Require();

        Assert.Equal("c", Assert.Single(root.Elements).Text);
    }

    [Fact]
    public void Takes_a_value_whole_whatever_it_is_written_as() =>
        Assert.Equal("a<b&cd", Read("<a>a&lt;<![CDATA[b&]]>c&#x64;</a>").Require().Text);

    [Fact]
    public void Has_no_value_where_elements_are() => Assert.Null(Read("<a>b<c/></a>").Require().Text);

    [Fact]
    public void Refuses_processing_instructions_inside()
    {
        Refused.With("saml-xml-instruction", Read("<a>admin<?x y?>@acme.example</a>"));
        Assert.True(Read("<?xml-stylesheet href='x'?><a/>").Succeeded);
    }

    [Theory]
    [InlineData("<a ID='_1'><b ID='_1'/></a>")]
    [InlineData("<a ID='_1'><b Id='_1'/></a>")]
    [InlineData("<a ID='_1'><b id='_1'/></a>")]
    [InlineData("<a ID='_1'><b xml:id='_1'/></a>")]
    [InlineData("<a ID='_1' Id='_1'/>")]
    public void Refuses_an_id_given_twice(string xml) => Refused.With("saml-xml-duplicate-id", Read(xml));

    [Fact]
    public void Refuses_deep_nesting()
    {
        Assert.True(Read(Nested(24)).Succeeded);
        Refused.With("saml-xml-too-deep", Read(Nested(25)));
        // Recursion would have ended the process.
        Refused.With("saml-xml-too-deep", ForeignXml.Read(Encoding.UTF8.GetBytes(Nested(100_000)), SamlLimits.Metadata));
    }

    [Fact]
    public void Refuses_too_many_nodes_and_attributes()
    {
        Refused.With("saml-xml-too-many", Read($"<a>{string.Concat(Enumerable.Repeat("<b/>", 1_000))}</a>"));
        Refused.With("saml-xml-too-many", Read($"<a {string.Concat(Enumerable.Range(0, 33).Select(i => $" b{i}=''"))}/>"));
        Assert.True(Read($"<a {string.Concat(Enumerable.Range(0, 32).Select(i => $" b{i}=''"))}/>").Succeeded);
    }

    /// <summary>Of 60 kB the canonical form would make 50 MB, before any signature is verified.</summary>
    [Fact]
    public void Refuses_a_namespace_that_would_be_written_a_thousand_times() =>
        Refused.With(
            "saml-xml-namespace",
            Read($"<a xmlns:b='urn:{new string('b', 50_000)}'>{string.Concat(Enumerable.Repeat("<b:c/>", 900))}</a>")
        );

    [Fact]
    public void Refuses_what_is_too_large()
    {
        Refused.With("saml-xml-too-large", Read($"<a>{new string('a', SamlLimits.Message.Bytes)}</a>"));
        Refused.With("saml-xml-empty", Read(""));
    }

    [Fact]
    public void Reads_utf_8_and_utf_16_and_nothing_else()
    {
        Assert.Equal(
            "ü",
            ForeignXml
                .Read(Encoding.UTF8.GetBytes("\uFEFF<?xml version='1.0' encoding='utf-8'?><a>ü</a>"), SamlLimits.Message)
                .Require()
                .Text
        );
        Assert.Equal(
            "ü",
            ForeignXml
                .Read(Encoding.Unicode.GetBytes("\uFEFF<?xml version='1.0' encoding='UTF-16'?><a>ü</a>"), SamlLimits.Message)
                .Require()
                .Text
        );
        Assert.Equal("ü", ForeignXml.Read(Encoding.BigEndianUnicode.GetBytes("\uFEFF<a>ü</a>"), SamlLimits.Message).Require().Text);
        Refused.With(
            "saml-xml-encoding",
            ForeignXml.Read(Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='ISO-8859-1'?><a>ü</a>"), SamlLimits.Message)
        );
        Refused.With("saml-xml-encoding", Read("<?xml version='1.0' encoding='UTF-7'?><a>+ADw-</a>"));
        Refused.With("saml-xml-encoding", Read("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"));
        Refused.With("saml-xml-encoding", ForeignXml.Read([.. "<a>"u8, 0xC0, 0x80, .. "</a>"u8], SamlLimits.Message));
        Assert.False(ForeignXml.Read(Encoding.UTF32.GetBytes("\uFEFF<a/>"), SamlLimits.Message).Succeeded);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

    private static SamlResult<XmlTree> Read(string xml) => ForeignXml.Read(Encoding.UTF8.GetBytes(xml), SamlLimits.Message);
}
