using System.Text;
using System.Xml;
using Portico.Saml.Metadata;
using Portico.Saml.Signatures;
using Portico.Saml.Tests.Support;
using Portico.Saml.Xml;

namespace Portico.Saml.Tests.Metadata;

public sealed class IdentityProviderMetadataTests
{
    private static readonly IdentityProviderMetadata Metadata = new()
    {
        Id = "_metadata",
        EntityId = Sp.IdpEntityId,
        SigningCertificates = [Keys.Idp.Certificate, Keys.Ecdsa.Certificate],
        SingleSignOnServices = [new(SamlBindings.Redirect, Sp.Sso), new(SamlBindings.Post, Sp.Sso + "?a=1&b=\"2\"")],
        SingleLogoutServices = [new(SamlBindings.Redirect, Sp.IdpSlo)],
        NameIdFormats = [NameIdFormats.Persistent, NameIdFormats.EmailAddress],
        WantAuthnRequestsSigned = true,
        ValidUntil = Sp.Now.AddDays(7),
    };

    [Fact]
    public void Describes_the_identity_provider_in_the_order_of_the_schema()
    {
        var document = FrameworkXml.Load(Encoding.UTF8.GetString(Metadata.Write().Require().Span));
        var role = (XmlElement)document.DocumentElement!.FirstChild!;

        Assert.Equal(Sp.IdpEntityId, document.DocumentElement.GetAttribute("entityID"));
        Assert.Equal("2026-12-03T08:00:00.000Z", document.DocumentElement.GetAttribute("validUntil"));
        Assert.Equal("true", role.GetAttribute("WantAuthnRequestsSigned"));
        Assert.Equal(SamlNamespaces.Protocol, role.GetAttribute("protocolSupportEnumeration"));
        Assert.Equal(
            [
                "md:KeyDescriptor",
                "md:KeyDescriptor",
                "md:SingleLogoutService",
                "md:NameIDFormat",
                "md:NameIDFormat",
                "md:SingleSignOnService",
                "md:SingleSignOnService",
            ],
            role.ChildNodes.Cast<XmlNode>().Select(n => n.Name)
        );
        Assert.Equal(Metadata.SingleSignOnServices[1].Location, ((XmlElement)role.LastChild!).GetAttribute("Location"));
        Assert.Equal(Convert.ToBase64String(Keys.Ecdsa.Certificate), role.ChildNodes[1]!.InnerText);
    }

    [Fact]
    public void Is_signed_when_a_key_is_given_in_front_of_everything()
    {
        var xml = Metadata.Write(Keys.IdpSigner).Require().ToArray();
        var tree = ForeignXml.Read(xml, SamlLimits.Metadata).Require();

        Assert.True(FrameworkXml.Verifies(xml, "_metadata", Keys.Idp));
        Assert.True(MessageSignature.Verify(tree, [Keys.Certificate(Keys.Idp)], SamlLimits.Metadata, afterIssuer: false).Succeeded);
    }

    [Fact]
    public void Refuses_what_would_be_no_metadata()
    {
        Refused.With("saml-write-id", (Metadata with { Id = "-" }).Write());
        Refused.With("saml-write-empty", (Metadata with { EntityId = "" }).Write());
        Refused.With("saml-write-empty", (Metadata with { SingleSignOnServices = [] }).Write());
        Refused.With("saml-write-characters", (Metadata with { NameIdFormats = ["\0"] }).Write());
    }
}
