using System.Text;
using Portico.Saml.Metadata;
using Portico.Saml.Tests.Support;

namespace Portico.Saml.Tests.Metadata;

public sealed class ServiceProviderMetadataTests
{
    private const string Post = SamlBindings.Post;
    private const string Artifact = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";

    [Fact]
    public void Reads_all_that_a_service_provider_says()
    {
        var metadata = Read(
                Entity(
                    attributes: "validUntil='2027-01-01T00:00:00Z'",
                    roleAttributes: "AuthnRequestsSigned='true' WantAssertionsSigned='1' validUntil='2026-12-01T00:00:00Z' cacheDuration='P1DT2H'",
                    role: $"""
                    <!-- from the toolkit -->
                    <md:Extensions><x xmlns="urn:x">anything</x></md:Extensions>
                    {Key("use='signing'", Keys.Sp.Certificate)}
                    {Key(
                        "use='encryption'",
                        Keys.Attacker.Certificate,
                        "<md:EncryptionMethod Algorithm='http://www.w3.org/2009/xmlenc11#aes128-gcm'/>"
                    )}
                    {Key("", Keys.Idp.Certificate)}
                    <md:SingleLogoutService Binding="{SamlBindings.Redirect}" Location="{Sp.Slo}" ResponseLocation="{Sp.Slo}/done"/>
                    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="http://internal.example/soap"/>
                    <md:NameIDFormat> {NameIdFormats.Persistent} </md:NameIDFormat>
                    {Acs(4, Sp.Acs)}
                    {Acs(5, Sp.OtherAcs, attributes: "isDefault='true'")}
                    {Acs(6, "https://sp.example/artifact", Artifact)}
                    <md:AttributeConsumingService index="1" isDefault="true">
                      <md:ServiceName xml:lang="en">Service</md:ServiceName>
                      <md:RequestedAttribute Name="mail" NameFormat="{AttributeNameFormats.Basic}" FriendlyName="E-mail" isRequired="true"/>
                      <md:RequestedAttribute Name="sn"/>
                    </md:AttributeConsumingService>
                    """
                )
            )
            .Require();

        Assert.Equal(Sp.EntityId, metadata.EntityId);
        Assert.True(metadata.AuthnRequestsSigned);
        Assert.True(metadata.WantAssertionsSigned);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), metadata.ValidUntil);
        Assert.Equal(TimeSpan.FromHours(26), metadata.CacheDuration);
        Assert.Equal([new(4, Sp.Acs), new(5, Sp.OtherAcs, IsDefault: true)], metadata.AssertionConsumerServices);
        Assert.Equal(5, metadata.DefaultAcs!.Index);
        Assert.Equal([new(SamlBindings.Redirect, Sp.Slo, Sp.Slo + "/done")], metadata.SingleLogoutServices);
        Assert.Equal([NameIdFormats.Persistent], metadata.NameIdFormats);
        Assert.Equal(
            [Keys.Certificate(Keys.Sp).Sha256, Keys.Certificate(Keys.Idp).Sha256],
            metadata.SigningCertificates.Select(c => c.Sha256)
        );
        Assert.Equal(
            [Keys.Certificate(Keys.Attacker).Sha256, Keys.Certificate(Keys.Idp).Sha256],
            metadata.EncryptionKeys.Select(k => k.Certificate.Sha256)
        );
        Assert.Equal(["http://www.w3.org/2009/xmlenc11#aes128-gcm"], metadata.EncryptionKeys[0].Methods);
        var service = Assert.Single(metadata.AttributeConsumingServices);
        Assert.Equal((1, true), (service.Index, service.IsDefault));
        Assert.Equal([new("mail", AttributeNameFormats.Basic, "E-mail", true), new("sn", null, null, false)], service.Attributes);
    }

    [Fact]
    public void Finds_the_wanted_one_of_many()
    {
        var many = $"""
            <md:EntitiesDescriptor xmlns:md="{SamlNamespaces.Metadata}" validUntil="2026-12-24T00:00:00Z">
              <md:EntitiesDescriptor>{Entity("https://a.example")}</md:EntitiesDescriptor>
              {Entity("https://b.example")}
              <md:EntityDescriptor entityID="https://idp.example"><md:IDPSSODescriptor protocolSupportEnumeration="{SamlNamespaces.Protocol}"/></md:EntityDescriptor>
            </md:EntitiesDescriptor>
            """;

        Assert.Equal("https://a.example", Read(many, "https://a.example").Require().EntityId);
        Assert.Equal(new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero), Read(many, "https://b.example").Require().ValidUntil);
        Refused.With("saml-metadata-several", Read(many));
        Refused.With("saml-metadata-entity", Read(many, "https://c.example"));
        Refused.With("saml-metadata-no-sp", Read(many, "https://idp.example"));
        Refused.With("saml-metadata-entity-twice", Read(many.Replace("//b.", "//a.", StringComparison.Ordinal), "https://a.example"));
        Assert.Equal("https://a.example", Read(many.Replace(Entity("https://b.example"), "", StringComparison.Ordinal)).Require().EntityId);
    }

    [Fact]
    public void Refuses_what_describes_no_service_provider()
    {
        Refused.With("saml-metadata-kind", Read("<html/>"));
        Refused.With("saml-metadata-kind", Read("<EntityDescriptor/>"));
        Refused.With("saml-metadata-entity", Read(Entity(), "https://other.example"));
        Refused.With("saml-metadata-no-sp", Read(Entity(protocols: "urn:oasis:names:tc:SAML:1.1:protocol")));
        Refused.With(
            "saml-metadata-sp-twice",
            Read(Entity().Replace("</md:EntityDescriptor>", Role(Acs(1, Sp.Acs)) + "</md:EntityDescriptor>", StringComparison.Ordinal))
        );
        Refused.With("saml-missing", Read(Entity(entityId: "")));
        Refused.With("saml-too-long", Read(Entity(entityId: "https://" + new string('a', 1025))));
        Refused.With("saml-xml-dtd", Read("<!DOCTYPE a>" + Entity()));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://sp.example/acs")]
    [InlineData("ftp://sp.example/acs")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//sp.example/acs")]
    [InlineData("/acs")]
    [InlineData("acs")]
    [InlineData("https:sp.example")]
    [InlineData("https://")]
    [InlineData("https://user@sp.example/acs")]
    [InlineData("https://user:pass@sp.example/acs")]
    [InlineData("https://sp.example/acs#there")]
    [InlineData("https://sp.example\\@evil.example/acs")]
    [InlineData("https://sp.example/a cs")]
    [InlineData("https://sp.example/&quot;&gt;")]
    [InlineData("http://127.0.0.1.evil.example/acs")]
    [InlineData("https://sp.exämple/acs")]
    public void Refuses_endpoints_that_are_no_https_address(string location)
    {
        Refused.With("saml-metadata-endpoint", Read(Entity(role: Acs(1, location))));
        Refused.With(
            "saml-metadata-endpoint",
            Read(Entity(role: $"<md:SingleLogoutService Binding='{Post}' Location='{location}'/>{Acs(1, Sp.Acs)}"))
        );
    }

    [Theory]
    [InlineData("https://sp.example/acs?a=b&amp;c=d%20e")]
    [InlineData("https://sp.example:8443/")]
    [InlineData("HTTPS://sp.example")]
    [InlineData("http://localhost:8080/acs")]
    [InlineData("http://127.0.0.1/acs")]
    [InlineData("http://[::1]:3000/acs")]
    public void Takes_https_and_this_machine(string location) => Assert.True(Read(Entity(role: Acs(1, location))).Succeeded);

    [Fact]
    public void Refuses_endpoints_that_leave_a_choice()
    {
        Refused.With("saml-metadata-no-acs", Read(Entity(role: "<md:NameIDFormat>a</md:NameIDFormat>")));
        Refused.With("saml-metadata-no-acs", Read(Entity(role: Acs(1, Sp.Acs, Artifact))));
        Refused.With("saml-metadata-acs-index", Read(Entity(role: Acs(1, Sp.Acs) + Acs(1, Sp.OtherAcs))));
        Refused.With("saml-missing", Read(Entity(role: $"<md:AssertionConsumerService Binding='{Post}' Location='{Sp.Acs}'/>")));
        Refused.With("saml-invalid", Read(Entity(role: Acs(1, Sp.Acs).Replace("'1'", "'one'", StringComparison.Ordinal))));
        Refused.With("saml-too-many", Read(Entity(role: string.Concat(Enumerable.Range(0, 501).Select(i => Acs(i, Sp.Acs))))));
    }

    [Fact]
    public void Refuses_keys_that_are_none_or_weak()
    {
        var acs = Acs(1, Sp.Acs);

        Refused.With("saml-metadata-weak-certificate", Read(Entity(role: Key("", Keys.Weak.Certificate) + acs)));
        Refused.With("saml-certificate-unreadable", Read(Entity(role: Key("", [1, 2, 3]) + acs)));
        Refused.With("saml-certificate-unreadable", Read(Entity(role: Key("", Keys.Sp.Certificate[..^9]) + acs)));
        Refused.With("saml-too-long", Read(Entity(role: Key("", new byte[30_000]) + acs)));
        Refused.With("saml-invalid", Read(Entity(role: Key("use='both'", Keys.Sp.Certificate) + acs)));
        Refused.With("saml-missing", Read(Entity(role: "<md:KeyDescriptor/>" + acs)));
        Refused.With("saml-too-many", Read(Entity(role: string.Concat(Enumerable.Repeat(Key("", Keys.Sp.Certificate), 11)) + acs)));
    }

    [Theory]
    [InlineData("cacheDuration='soon'")]
    [InlineData("cacheDuration='-P1D'")]
    [InlineData("cacheDuration='P999999999999D'")]
    [InlineData("validUntil='soon'")]
    [InlineData("AuthnRequestsSigned='maybe'")]
    public void Refuses_attributes_of_another_form(string attributes) =>
        Refused.With("saml-invalid", Read(Entity(roleAttributes: attributes)));

    [Fact]
    public void Takes_a_certificate_with_pem_lines()
    {
        var pem = System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", Keys.Sp.Certificate);

        Assert.Equal(Keys.Certificate(Keys.Sp).Sha256, Saml.Signatures.SamlCertificate.Read(pem).Require().Sha256);
    }

    private static SamlResult<ServiceProviderMetadata> Read(string xml, string? entityId = null) =>
        ServiceProviderMetadata.Read(Encoding.UTF8.GetBytes(xml), entityId);

    private static string Entity(
        string entityId = Sp.EntityId,
        string attributes = "",
        string? role = null,
        string roleAttributes = "",
        string protocols = SamlNamespaces.Protocol
    ) =>
        $"<md:EntityDescriptor xmlns:md='{SamlNamespaces.Metadata}' entityID='{entityId}' {attributes}>{Role(role ?? Acs(1, Sp.Acs), roleAttributes, protocols)}</md:EntityDescriptor>";

    private static string Role(string content, string attributes = "", string protocols = SamlNamespaces.Protocol) =>
        $"<md:SPSSODescriptor protocolSupportEnumeration='urn:x {protocols}' {attributes}>{content}</md:SPSSODescriptor>";

    private static string Acs(int index, string location, string binding = Post, string attributes = "") =>
        $"<md:AssertionConsumerService index='{index}' Binding='{binding}' Location='{location}' {attributes}/>";

    private static string Key(string use, byte[] certificate, string methods = "") =>
        $"<md:KeyDescriptor {use}><ds:KeyInfo xmlns:ds='{SamlNamespaces.Signature}'><ds:X509Data><ds:X509Certificate>\n{Convert.ToBase64String(certificate, Base64FormattingOptions.InsertLineBreaks)}\n</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>";
}
